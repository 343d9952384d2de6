import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Jest gives each spec file an AsyncLocalStorage that stays enabled when the file has ended, and Node 20 then passes every
 * promise of the later files on to each of them: a tenth of the time of a run. Those of earlier files are switched off.
 */
const USED = Symbol.for('dukou.async-storage.used');

const used = (AsyncLocalStorage[USED] ??= remember());
for (const storage of used) storage.disable();
used.clear();

/** Notes which are used, from the first spec file of a process on. */
function remember() {
  const seen = new Set();
  const { run } = AsyncLocalStorage.prototype;
  AsyncLocalStorage.prototype.run = function (...given) {
    seen.add(this);
    return run.apply(this, given);
  };
  return seen;
}
