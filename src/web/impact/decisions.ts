import type { Schemas } from '../api/api.js';

export type Affected = Schemas['AffectedAnswer'];
export type Alternative = Schemas['AlternativeAnswer'];
export type Choice = Schemas['ChoiceBody'];

/** What shall happen to one date that a change leaves without its time or place. */
export type Decision =
  { readonly action: 'keep' } | { readonly action: 'cancel' } | { readonly action: 'move'; readonly to: Alternative };

export type Decisions = ReadonlyMap<string, Decision>;

/** The same decision for all, in place of what was decided before. */
export function decideAll(affected: readonly Affected[], action: 'keep' | 'cancel'): Decisions {
  return new Map(affected.map(({ occurrence }) => [occurrence, { action }]));
}

/**
 * Moves each date to its first alternative that no other of them has been given. One that finds none stays as it was
 * decided, or undecided.
 */
export function moveAll(affected: readonly Affected[], before: Decisions): Decisions {
  const given: Alternative[] = [];
  const decisions = new Map(before);
  for (const { occurrence, alternatives } of affected) {
    const to = alternatives.find((one) => !given.some((other) => meet(one, other)));
    if (!to) continue;
    given.push(to);
    decisions.set(occurrence, { action: 'move', to });
  }
  return decisions;
}

export const undecided = (affected: readonly Affected[], decisions: Decisions): Affected[] =>
  affected.filter(({ occurrence }) => !decisions.has(occurrence));

/** Only what is still affected; decisions about anything else would be refused. */
export function choicesOf(affected: readonly Affected[], decisions: Decisions, reason: string): Choice[] {
  return affected.flatMap(({ occurrence }): Choice[] => {
    const decision = decisions.get(occurrence);
    switch (decision?.action) {
      case undefined:
        return [];
      case 'keep':
        return [{ occurrence, action: 'keep' }];
      case 'cancel':
        return [{ occurrence, action: 'cancel', reason }];
      case 'move': {
        const { zone, start, end } = decision.to;
        return [{ occurrence, action: 'move', zone, start, end }];
      }
    }
  });
}

/** Instants of one centre, written alike, so that their texts compare as they do. */
const meet = (a: Alternative, b: Alternative): boolean => a.zone === b.zone && a.start < b.end && b.start < a.end;
