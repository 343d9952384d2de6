import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { api, ask, type Schemas } from '../api/api.js';
import { ApiProblem } from '../api/problem.js';
import type { FileFault } from './fault-words.js';

export type FileOutcome = Schemas['CentreFileAnswer'];
type FileBody = Schemas['CentreFileBody'];

export interface CentreFile {
  /** What the file would make; null while it was not looked at, or is wrong. */
  readonly preview: ShallowRef<FileOutcome | null>;
  readonly faults: ShallowRef<readonly FileFault[]>;
  /** What went wrong otherwise. */
  readonly problem: ShallowRef<unknown>;
  readonly isBusy: Ref<boolean>;
  /** Looks what would come of it; writes nothing. */
  check(body: FileBody): Promise<void>;
  /** Makes it; null when it was refused. */
  load(body: FileBody): Promise<FileOutcome | null>;
  forget(): void;
}

/** A centre's file on its way to the server: first looked at, then loaded. */
export function useCentreFile(): CentreFile {
  const preview = shallowRef<FileOutcome | null>(null);
  const faults = shallowRef<readonly FileFault[]>([]);
  const problem = shallowRef<unknown>(null);
  const isBusy = ref(false);

  async function send(body: FileBody, dryRun: boolean): Promise<FileOutcome | null> {
    isBusy.value = true;
    problem.value = null;
    faults.value = [];
    try {
      const query = dryRun ? { dryRun } : {};
      return await ask(api.POST('/api/v1/centres/import', { params: { query }, body }));
    } catch (error) {
      const found = faultsOf(error);
      faults.value = found;
      if (found.length === 0) problem.value = error;
      return null;
    } finally {
      isBusy.value = false;
    }
  }

  return {
    preview,
    faults,
    problem,
    isBusy,
    check: async (body) => {
      preview.value = await send(body, true);
    },
    load: (body) => send(body, false),
    forget: () => {
      preview.value = null;
      faults.value = [];
      problem.value = null;
    },
  };
}

function faultsOf(error: unknown): readonly FileFault[] {
  const found = error instanceof ApiProblem ? error.members['faults'] : undefined;
  return Array.isArray(found) ? (found as FileFault[]) : [];
}
