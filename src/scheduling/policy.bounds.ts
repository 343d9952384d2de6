import type { Fault } from './faults.js';
import type { Policy, PolicyPart } from './policy.types.js';

/** What an operator's manager wants a zone to say, with what is given above it and what it says so far. */
export interface BoundedPolicy {
  /** What the zone itself said and shall say. */
  readonly standing: PolicyPart;
  readonly asked: PolicyPart;
  /** After inheritance: the zone above, the zone as it stands, the zone as it would be. */
  readonly above: Policy;
  readonly before: Policy;
  readonly after: Policy;
}

type Rule = (policy: BoundedPolicy) => Fault | null;

/**
 * All that goes beyond what the centre leaves to operators; an empty list means that it may be set. What stands already
 * may stay, also where the centre itself gave the zone more than the zone above has.
 *
 * | member                                                          | an operator                                   |
 * | --------------------------------------------------------------- | --------------------------------------------- |
 * | shortestMinutes, gridMinutes, setup-/cleanupMinutes, visibility | sets freely                                   |
 * | longestMinutes, horizonDays.member                              | sets no higher than the zone above            |
 * | noticeMinutes.member                                            | sets no lower than the zone above             |
 * | approval, whoMayBook, noticeMinutes.staff, horizonDays.staff    | leaves alone: they are about the centre's own |
 */
export function operatorPolicyFaults(policy: BoundedPolicy): Fault[] {
  return RULES.map((rule) => rule(policy)).filter((fault) => fault !== null);
}

const RULES: readonly Rule[] = [
  ownWord('approval'),
  ownWord('whoMayBook'),
  staffValue('noticeMinutes'),
  staffValue('horizonDays'),
  notAbove('/longestMinutes', ({ longestMinutes }) => longestMinutes),
  notAbove('/horizonDays/member', ({ horizonDays }) => horizonDays.member),
  notBelow('/noticeMinutes/member', ({ noticeMinutes }) => noticeMinutes.member),
];

/** Also saying for itself what it inherited so far would take the zone out of the centre's hands. */
function ownWord(member: 'approval' | 'whoMayBook'): Rule {
  return ({ standing, asked }) => {
    if (standing[member] === asked[member]) return null;
    const remedy = standing[member] === undefined ? 'leave it out' : `send ${standing[member]}`;
    return { pointer: `/${member}`, detail: `is the centre's to change; ${remedy}` };
  };
}

function staffValue(member: 'noticeMinutes' | 'horizonDays'): Rule {
  return ({ before, after }) => {
    const staff = before[member].staff;
    if (after[member].staff === staff) return null;
    return { pointer: `/${member}/staff`, detail: `is the centre's to change; it must stay ${staff}` };
  };
}

function notAbove(pointer: string, valueOf: (policy: Policy) => number): Rule {
  return ({ above, before, after }) => {
    const [most, value] = [valueOf(above), valueOf(after)];
    if (value <= most || value === valueOf(before)) return null;
    return { pointer, detail: `${value} is more than the ${most} that the zone above gives; send at most that` };
  };
}

function notBelow(pointer: string, valueOf: (policy: Policy) => number): Rule {
  return ({ above, before, after }) => {
    const [least, value] = [valueOf(above), valueOf(after)];
    if (value >= least || value === valueOf(before)) return null;
    return { pointer, detail: `${value} is less than the ${least} that the zone above asks for; send at least that` };
  };
}
