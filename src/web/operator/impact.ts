import type { Schemas } from '../api/api.js';

export type Affected = Schemas['AffectedAnswer'];
export type Choice = Schemas['ChoiceBody'];

/** What was chosen for one date: `keep`, `cancel` with its reason, or the place it moves to as `zone start end`. */
export interface Decided {
  readonly action: string;
  readonly reason: string;
}

/** The choices as the API takes them; null while one is missing. */
export function choicesOf(
  affected: readonly Affected[],
  decided: ReadonlyMap<string, Decided>,
): readonly Choice[] | null {
  const choices = affected.map(({ occurrence }) => choiceOf(occurrence, decided.get(occurrence)));
  return choices.every((one) => one !== null) ? choices : null;
}

function choiceOf(occurrence: string, decided: Decided | undefined): Choice | null {
  if (decided === undefined || decided.action === '') return null;
  const { action, reason } = decided;
  if (action === 'keep') return { occurrence, action };
  if (action === 'cancel') return reason.trim() === '' ? null : { occurrence, action, reason: reason.trim() };
  const [zone = '', start = '', end = ''] = action.split(' ');
  return { occurrence, action: 'move', zone, start, end };
}
