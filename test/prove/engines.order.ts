import type { Answer } from '../support/app.js';
import { verdictOf, type Body, type Deed, type Verdict } from '../ledger/oracle/deed.js';
import type { World } from '../ledger/oracle/week.js';

/** What was asked and answered among others; `asked` and `answered` count the moments of the race. */
export interface Observed {
  readonly deed: Deed;
  readonly session: number;
  readonly asked: number;
  readonly answered: number;
  readonly answer: Answer<Body>;
}

/**
 * Finds a serial order in which the oracle gives each the verdict it got: one that puts nothing before what was
 * answered before it was asked (linearizability). Null when there is none: then something was done that no order of
 * whole requests explains.
 */
export function serialOrder(world: World, observed: readonly Observed[]): Observed[] | null {
  if (observed.length === 0) return [];
  for (const one of observed) {
    if (observed.some(({ answered }) => answered < one.asked)) continue;
    const { verdict, after } = one.deed.judge(world);
    if (!isSame(verdict, verdictOf(one.answer))) continue;
    const rest = serialOrder(
      after(one.answer.body),
      observed.filter((other) => other !== one),
    );
    if (rest) return [one, ...rest];
  }
  return null;
}

const isSame = (one: Verdict, other: Verdict): boolean => JSON.stringify(inKeys(one)) === JSON.stringify(inKeys(other));

const inKeys = ({ status, code, dates, refusals, affected, version }: Verdict): unknown[] => [
  ...[status, code, dates, refusals, affected, version],
];

/** A race as a person can follow it. */
export const retold = (observed: readonly Observed[]): string =>
  observed
    .map(({ deed, session, asked, answered, answer }) =>
      [`session ${session}, from ${asked} to ${answered}: ${deed.name}`, JSON.stringify(verdictOf(answer))].join(
        '\n  ',
      ),
    )
    .join('\n');
