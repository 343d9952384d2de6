import { onBeforeUnmount, onMounted } from 'vue';

/** Keeps the screen of a display on, where the browser can and may; a tablet's own settings do it otherwise. */
export function useStayAwake(): void {
  let lock: WakeLockSentinel | null = null;

  async function hold(): Promise<void> {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    lock = await navigator.wakeLock.request('screen').catch(() => null);
  }
  const holdAgain = (): void => void hold();

  onMounted(() => {
    holdAgain();
    document.addEventListener('visibilitychange', holdAgain);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', holdAgain);
    void lock?.release();
  });
}
