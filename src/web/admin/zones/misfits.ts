import type { Misfit } from './zones-api.js';

/** Dates of one booking, or one closure or agreement, that don't fit for the same reason. */
export interface MisfitGroup {
  readonly first: Misfit;
  readonly last: Misfit;
  readonly count: number;
}

/** In the order in which their first dates came. */
export function misfitGroups(misfits: readonly Misfit[]): MisfitGroup[] {
  const groups = new Map<string, MisfitGroup>();
  for (const one of misfits) {
    const key = [one.booking ?? one.id, one.zone, one.reason, one.heads].join(' ');
    const group = groups.get(key);
    groups.set(key, group ? { ...group, last: one, count: group.count + 1 } : { first: one, last: one, count: 1 });
  }
  return [...groups.values()];
}
