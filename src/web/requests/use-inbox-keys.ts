import { onBeforeUnmount, onMounted } from 'vue';
import { asked } from '../components/confirm.js';

/** Keys of the inbox, for as long as it is on the screen; none while somebody types or a dialog asks. */
export function useInboxKeys(isOn: () => boolean, keys: Readonly<Record<string, () => unknown>>): void {
  function press(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const isTyping =
      target.matches('input:not([type="checkbox"]), textarea, select') || target.closest('dialog') !== null;
    if (isTyping || asked.value || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key];
    if (!act || !isOn()) return;
    event.preventDefault();
    act();
  }

  onMounted(() => document.addEventListener('keydown', press));
  onBeforeUnmount(() => document.removeEventListener('keydown', press));
}
