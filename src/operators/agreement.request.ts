import { badInput, Problem, type InputFault } from '../platform/problems/problem.js';
import { coveredZones } from '../scheduling/agreements.js';
import { overlapsOf } from '../scheduling/agreements.overlaps.js';
import type { AgreementFacts, AgreementKind, Terms } from '../scheduling/agreements.types.js';
import {
  standingFaults,
  TERM_PARTS,
  termsOf,
  validateTerms,
  type WrittenTerms,
} from '../scheduling/agreements.validate.js';
import { addDays } from '../scheduling/time.js';
import type { WallDate } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import type { OperatorsView } from './operators.world.js';

const LONGEST_YEARS = 10;

/** What a request says of an agreement; what it leaves out of the terms stays as in `standing`. */
export interface WrittenAgreement {
  readonly kind: AgreementKind;
  readonly zones: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly terms: WrittenTerms;
}

export interface ReadAgreement {
  readonly zoneIds: readonly number[];
  readonly from: WallDate;
  readonly until: WallDate;
  readonly terms: Terms;
}

/** Reads zones, dates and terms with all their faults at once; `more` are faults found before. Throws `bad-input`. */
export function readAgreement(
  written: WrittenAgreement,
  { plan, today, more = [] }: { plan: Plan; today: WallDate; more?: readonly InputFault[] },
): ReadAgreement {
  const zones = written.zones.map((code) => plan.byCode.get(code));
  const unknown = written.zones.flatMap((code, index) =>
    zones[index] ? [] : [{ pointer: `/zones/${index}`, detail: `there is no zone ${code} in this centre` }],
  );
  const termFaults = validateTerms(written.terms, written.kind);
  const zoneIds = [...new Set(zones.flatMap((zone) => zone?.id ?? []))].sort((a, b) => a - b);
  const covered = coveredZones(plan, zoneIds);
  const units = termFaults.length > 0 ? [] : standingFaults(termsOf(written.terms), zonesIn(plan, covered));
  const faults = [...more, ...unknown, ...dateFaults(written, today), ...termFaults, ...units];
  if (faults.length > 0) throw badInput(faults);
  return {
    zoneIds,
    from: written.from as WallDate,
    until: written.until as WallDate,
    terms: termsOf(written.terms),
  };
}

export const zonesIn = (plan: Plan, ids: ReadonlySet<number>) => plan.zones.filter(({ id }) => ids.has(id));

/** Parts of the terms that a request names. */
export const writtenTerms = (body: WrittenTerms): WrittenTerms =>
  Object.fromEntries(TERM_PARTS.flatMap((part) => (body[part] === undefined ? [] : [[part, body[part]]])));

function dateFaults({ from, until }: Pick<WrittenAgreement, 'from' | 'until'>, today: WallDate): InputFault[] {
  if (until < from) return [{ pointer: '/until', detail: `${until} is before the first day ${from}` }];
  if (until < today) return [{ pointer: '/until', detail: `${until} is past; today is ${today}` }];
  const longest = addDays(`${Number(from.slice(0, 4)) + LONGEST_YEARS}${from.slice(4)}` as WallDate, 0);
  if (until < longest) return [];
  return [{ pointer: '/until', detail: `an agreement lasts at most ${LONGEST_YEARS} years: until before ${longest}` }];
}

/** Throws `conflict` with the agreements that this one may not stand beside, and from when to when they meet. */
export function requireNoOverlap(
  facts: AgreementFacts,
  { plan, operators }: { plan: Plan; operators: OperatorsView },
): void {
  const others = [...operators.agreementsOf.values()].flat();
  const overlaps = overlapsOf(plan, facts, others).map(({ other, why, from, until, zones }) => ({
    agreement: other.id,
    operator: operators.byId.get(other.operatorId)?.code,
    ...{ why, from, until },
    zones: zones.slice(0, MOST_TOLD),
  }));
  const [first] = overlaps;
  if (!first) return;
  const does = first.why === 'operate' ? 'runs' : 'covers';
  throw new Problem(
    'conflict',
    `The agreement ${first.agreement} of ${first.operator} ${does} ${first.zones.join(', ')} from ${first.from} until ${first.until} already.`,
    { overlaps: overlaps.slice(0, MOST_TOLD) },
  );
}

const MOST_TOLD = 20;
