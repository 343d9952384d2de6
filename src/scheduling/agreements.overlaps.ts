import { isInForce } from './agreements.js';
import type { AgreementFacts } from './agreements.types.js';
import type { Plan } from './zones.types.js';

/** Another agreement that one may not stand beside, from when to when, and where they meet. */
export interface AgreementOverlap {
  readonly other: AgreementFacts;
  /** `operate`: both would run the same space. `operator`: both are of one operator and cover the same zone. */
  readonly why: 'operate' | 'operator';
  readonly from: string;
  readonly until: string;
  /** Codes, in the order of the plan. */
  readonly zones: readonly string[];
}

/**
 * The agreements that this one may not stand beside: nobody runs space that another one runs on the same day, and of one
 * operator no two agreements cover a zone on the same day, because it could not be said which one's quotas count.
 */
export function overlapsOf(plan: Plan, one: AgreementFacts, others: readonly AgreementFacts[]): AgreementOverlap[] {
  return others
    .filter((other) => other.id !== one.id && other.from <= one.until && one.from <= other.until)
    .flatMap((other) => {
      const why = one.operatorId === other.operatorId ? 'operator' : 'operate';
      if (why === 'operate' && (one.kind !== 'operate' || other.kind !== 'operate')) return [];
      const zones = why === 'operator' ? sharedZones(plan, one, other) : sharedSpace(plan, one, other);
      if (zones.length === 0) return [];
      const from = one.from > other.from ? one.from : other.from;
      const until = one.until < other.until ? one.until : other.until;
      return [{ other, why, from, until, zones }];
    });
}

const sharedZones = ({ zones }: Plan, one: AgreementFacts, other: AgreementFacts): string[] =>
  zones.filter(({ id }) => one.zones.has(id) && other.zones.has(id)).map(({ code }) => code);

/** Leaves whose cell both would run; combinations and whole areas are made of these. */
const sharedSpace = (plan: Plan, one: AgreementFacts, other: AgreementFacts): string[] => {
  const theirs = spaceOf(plan, other);
  const both = new Set([...spaceOf(plan, one)].filter((cell) => theirs.has(cell)));
  return plan.zones
    .filter(({ isLeaf, space }) => isLeaf && space.some(({ id }) => both.has(id)))
    .map(({ code }) => code);
};

const spaceOf = (plan: Plan, { zones }: AgreementFacts): Set<number> =>
  new Set([...zones].flatMap((id) => plan.byId.get(id)?.space.map((cell) => cell.id) ?? []));

/** Where an agreement stands on a date. */
export const lifeOf = (agreement: Pick<AgreementFacts, 'from' | 'until'>, today: AgreementFacts['from']) =>
  isInForce(agreement, today) ? 'in-force' : agreement.from > today ? 'future' : 'over';
