import { reactive, shallowRef } from 'vue';

export type ToastKind = 'done' | 'problem' | 'info';

export interface Toast {
  readonly id: number;
  readonly kind: ToastKind;
  readonly text: string;
  readonly action?: { readonly label: string; run(): void };
}

/** Longer texts, and those that offer to undo, want more time. */
const SHOWN_MS = { plain: 6_000, withAction: 15_000 };

/** What screen readers are told; `AppAnnouncer` in the frame holds the live region. */
export const announcement = shallowRef('');
export const toasts = reactive<Toast[]>([]);

let lastId = 0;

/** Says something to who cannot see the change, such as a verdict; shows nothing. */
export function announce(text: string): void {
  announcement.value = announcement.value === text ? `${text}\u00a0` : text;
}

/** Shows a short message in a corner, and says it. Problems stay until they are closed. */
export function toast(text: string, kind: ToastKind = 'done', action?: Toast['action']): void {
  const id = ++lastId;
  toasts.push({ id, kind, text, ...(action ? { action } : {}) });
  announce(text);
  if (kind !== 'problem') setTimeout(() => dismiss(id), action ? SHOWN_MS.withAction : SHOWN_MS.plain);
}

export function dismiss(id: number): void {
  const at = toasts.findIndex((one) => one.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
