import { onBeforeUnmount, onMounted } from 'vue';
import { onTakeOver } from './new-build.js';

const HOUR_MS = 3_600_000;

export interface DoorWorker {
  /** Asks the server whether there is a new build; the display starts anew with it by itself. */
  lookForNew(): void;
}

/**
 * Installs the service worker of the display. Browsers have none on plain HTTP (but for localhost): there a display goes on
 * through a lost connection as long as it isn't started anew.
 */
export function useDoorWorker(): DoorWorker {
  const container = 'serviceWorker' in navigator ? navigator.serviceWorker : null;
  let registration: ServiceWorkerRegistration | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  const lookForNew = (): void => void registration?.update().catch(() => undefined);
  const takenOver = onTakeOver(container ?? { controller: null }, () => location.reload());

  onMounted(async () => {
    if (!container) return;
    container.addEventListener('controllerchange', takenOver);
    timer = setInterval(lookForNew, HOUR_MS);
    const options: RegistrationOptions = { scope: '/door/', updateViaCache: 'none' };
    registration = await container.register('/door/worker.js', options).catch(() => null);
  });
  onBeforeUnmount(() => {
    container?.removeEventListener('controllerchange', takenOver);
    clearInterval(timer);
  });
  return { lookForNew };
}
