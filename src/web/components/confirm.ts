import { shallowRef } from 'vue';

export interface Question {
  readonly title: string;
  readonly text?: string;
  /** Label of the button that goes ahead: the verb itself, not "OK". */
  readonly yes: string;
  readonly isDangerous?: boolean;
}

interface Asked extends Question {
  answer(goAhead: boolean): void;
}

/** What `ConfirmDialog` in the frame asks just now. */
export const asked = shallowRef<Asked | null>(null);

/** Asks before something that is hard to take back: `if (await confirm({ title, yes })) …`. */
export function confirm(question: Question): Promise<boolean> {
  asked.value?.answer(false);
  return new Promise((resolve) => {
    asked.value = {
      ...question,
      answer: (goAhead) => {
        asked.value = null;
        resolve(goAhead);
      },
    };
  });
}
