import { shallowReactive } from 'vue';

/** Texts of the help: loaded when it is opened, not before. */
export const HELP_AREAS: readonly string[] = ['help', 'help-screens', 'help-running', 'help-codes'];

interface HelpState {
  isOpen: boolean;
  /** How often it was asked for: asking once more for the same thing leads there once more. */
  asked: number;
  /** Id of a code to explain before all else, such as `refusal-occupied`; null when the help was simply opened. */
  about: string | null;
}

/** Whether the help stands beside the screen, and what it was asked about. */
export const help = shallowReactive<HelpState>({ isOpen: false, asked: 0, about: null });

/** Dialogs that are open, the topmost last: what lies outside of it takes no input, so the help goes into it. */
export const dialogs = shallowReactive<HTMLElement[]>([]);

export function openHelp(about: string | null = null): void {
  help.about = about;
  help.isOpen = true;
  help.asked++;
}

export function closeHelp(): void {
  help.isOpen = false;
  help.about = null;
}

export function enterDialog(dialog: HTMLElement): void {
  dialogs.push(dialog);
}

export function leaveDialog(dialog: HTMLElement): void {
  const at = dialogs.indexOf(dialog);
  if (at >= 0) dialogs.splice(at, 1);
}
