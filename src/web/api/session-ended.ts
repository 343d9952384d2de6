import { shallowRef } from 'vue';

/** Somebody waits for the person to sign in again; the dialog in the shell answers with whether they did. */
export const waitingForSignIn = shallowRef<((signedIn: boolean) => void) | null>(null);

let isSignedIn: () => boolean = () => false;
let waiting: Promise<boolean> | null = null;

/** The session tells whether there was one that could end; without one a 401 is simply an answer. */
export function watchSession(check: () => boolean): void {
  isSignedIn = check;
}

/** Asks once for however many calls fail together; resolves to whether they are worth sending again. */
export function signInAgain(): Promise<boolean> {
  if (!isSignedIn()) return Promise.resolve(false);
  waiting ??= new Promise<boolean>((resolve) => {
    waitingForSignIn.value = (signedIn) => {
      waitingForSignIn.value = null;
      waiting = null;
      resolve(signedIn);
    };
  });
  return waiting;
}
