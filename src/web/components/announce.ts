import { reactive, shallowRef } from 'vue';

export type ToastKind = 'done' | 'problem' | 'info';

export interface ToastAction {
  readonly label: string;
  run(): void;
}

export interface ToastMore {
  readonly actions?: readonly ToastAction[];
  /** What was done in full: a line for each date. */
  readonly lines?: readonly string[];
  /** Id of the code that the help explains, such as `problem-stale`; null for none. */
  readonly about?: string | null;
}

export interface Toast extends Required<ToastMore> {
  readonly id: number;
  readonly kind: ToastKind;
  readonly text: string;
}

/** Longer texts, and those that offer to undo, want more time. */
const SHOWN_MS = { plain: 6_000, withMore: 15_000 };
/** More than these cannot be read in that time: the message stays until it is closed. */
const MOST_LINES = 3;

/** What screen readers are told; `AppAnnouncer` in the frame holds the live region. */
export const announcement = shallowRef('');
export const toasts = reactive<Toast[]>([]);

let lastId = 0;

/** Says something to who cannot see the change, such as a verdict; shows nothing. */
export function announce(text: string): void {
  announcement.value = announcement.value === text ? `${text}\u00a0` : text;
}

/** Shows a short message in a corner, and says it. Problems stay until they are closed. */
export function toast(
  text: string,
  kind: ToastKind = 'done',
  { actions = [], lines = [], about = null }: ToastMore = {},
): void {
  const id = ++lastId;
  toasts.push({ id, kind, text, actions, lines, about });
  announce([text, ...lines].join('\n'));
  if (kind === 'problem' || lines.length > MOST_LINES) return;
  setTimeout(() => dismiss(id), actions.length + lines.length > 0 ? SHOWN_MS.withMore : SHOWN_MS.plain);
}

export function dismiss(id: number): void {
  const at = toasts.findIndex((one) => one.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
