import type { Queries } from '../platform/database/reader.js';
import { Problem } from '../platform/problems/problem.js';
import type { Candidate, Verdict } from '../scheduling/verdict.js';
import type { Plan } from '../scheduling/zones.types.js';
import type { Occurrence } from './booking.types.js';
import type { Standing } from '../operators/standing.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Judging } from './judging.service.js';
import { verdictView } from './views.js';
import type { Rules } from './world.service.js';

/** An occurrence as a candidate for its own place again; rules were asked when it was granted. */
export function asGranted(plan: Plan, occurrence: Occurrence): Candidate | null {
  const zone = plan.byId.get(occurrence.zoneId);
  return zone ? { ...occurrence, series: occurrence.series, zone, granted: true } : null;
}

export interface LedgerQuestion {
  readonly rules: Rules;
  readonly standing: Standing;
  readonly now: Instant;
  readonly occurrences: readonly Occurrence[];
}

/** Throws `refused` unless every place is free in the ledger; says what stands there. */
export async function judgeAgainstLedger(
  queries: Queries,
  judging: Judging,
  { rules, standing, now, occurrences }: LedgerQuestion,
): Promise<Verdict[]> {
  const candidates = occurrences
    .map((occurrence) => asGranted(rules.plan, occurrence))
    .filter((candidate) => candidate !== null);
  const without = new Set(occurrences.map(({ id }) => id));
  const { verdicts } = await judging.judge(
    { rules, standing, now, candidates, needs: [], waived: new Set(), without },
    queries,
  );
  if (verdicts.every(({ ok }) => ok)) return verdicts;
  const shown = verdicts.map((verdict) => verdictView(rules.plan, { verdict, alternatives: [] }));
  throw new Problem('refused', 'The place is taken by now.', { occurrences: shown });
}
