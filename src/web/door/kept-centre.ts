import type { Centre } from '../centre/centre.js';
import type { Zone } from '../centre/zone-tree.js';
import { keep, recall } from './keep.js';

/** The centre and its zones as everybody may see them: what a display must know before it can show a schedule. */
export interface KeptCentre {
  readonly centre: Centre;
  readonly zones: readonly Zone[];
}

const NAME = 'dukou_door_centre';

export const keepCentre = (kept: KeptCentre): void => keep(NAME, kept);

/** For a display that is started while the server is away; null for all other pages, which must not show what is old. */
export function keptCentre(path: string, wanted: string | null): KeptCentre | null {
  if (!path.startsWith('/door/')) return null;
  const kept = recall<KeptCentre>(NAME);
  return kept && (wanted === null || kept.centre.slug === wanted) ? kept : null;
}
