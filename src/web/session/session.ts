import { computed, shallowRef } from 'vue';
import { api, ask, type Schemas } from '../api/api.js';
import { isProblemOf } from '../api/problem.js';
import { watchSession } from '../api/session-ended.js';

export type Me = Schemas['MeAnswer'];

/**
 * The session itself is an HttpOnly cookie that no script can see; this only remembers that there is one, so that
 * visitors of the public pages don't ask who they are.
 */
const HINT = 'dukou_signed_in';

const me = shallowRef<Me | null>(null);

watchSession(() => me.value !== null);

/** Who is signed in, and what they may do in which centre. */
export function useSession() {
  return {
    me,
    isSignedIn: computed(() => me.value !== null),
    isOwner: computed(() => me.value?.user.isOwner ?? false),
    /** Whether the person may do it by role in the centre; owners may do everything. */
    may: (permission: string, centre: string): boolean => me.value?.permissions[centre]?.includes(permission) ?? false,
  };
}

/** Finds out at the start who is signed in; a session that has ended meanwhile is simply none. */
export async function restoreSession(): Promise<void> {
  if (localStorage.getItem(HINT) === null) return;
  try {
    me.value = await ask(api.GET('/api/v1/me'));
  } catch (error) {
    if (!isProblemOf(error, 'sign-in-required')) throw error;
    localStorage.removeItem(HINT);
  }
}

/** Throws an `ApiProblem` such as `login-failed`. */
export async function signIn(login: string, password: string): Promise<Me> {
  await ask(api.POST('/api/v1/sessions', { body: { login, password } }));
  localStorage.setItem(HINT, '1');
  me.value = await ask(api.GET('/api/v1/me'));
  return me.value;
}

/** What one may do changes with one's centres: to be read anew when one of them is made. */
export async function reloadMe(): Promise<void> {
  me.value = await ask(api.GET('/api/v1/me'));
}

/** Ends the session here even when the server knows no more of it. */
export async function signOut(): Promise<void> {
  try {
    await ask(api.DELETE('/api/v1/sessions/current'));
  } catch (error) {
    if (!isProblemOf(error, 'sign-in-required')) throw error;
  }
  forgetSession();
}

/** What one person typed or saw is not for the next one at this computer. */
export function forgetSession(): void {
  me.value = null;
  localStorage.removeItem(HINT);
  sessionStorage.clear();
}
