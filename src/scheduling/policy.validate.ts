import { isRecord, isWholeNumber, unknownMembers, type Fault } from './faults.js';
import type { Policy } from './policy.types.js';

const BOOKERS = ['staff', 'member'];
const LONGEST_MINUTES = 14 * 1440;

type Check = (value: unknown, pointer: string) => Fault[];

const CHECKS: Readonly<Record<keyof Policy, Check>> = {
  shortestMinutes: wholeNumber(5, LONGEST_MINUTES),
  longestMinutes: wholeNumber(5, LONGEST_MINUTES),
  gridMinutes: oneOf([5, 10, 15, 20, 30, 60]),
  noticeMinutes: perBooker(wholeNumber(0, 365 * 1440)),
  horizonDays: perBooker(wholeNumber(1, 1100)),
  setupMinutes: wholeNumber(0, 480),
  cleanupMinutes: wholeNumber(0, 480),
  approval: oneOf(['none', 'centre', 'operator', 'both']),
  whoMayBook: oneOf(['nobody', 'staff', 'members']),
  visibility: oneOf(['public', 'internal', 'private']),
};

/** All faults of what one zone says, as it came from outside; an empty list means that it is a `PolicyPart`. */
export function validatePolicy(part: unknown): Fault[] {
  if (!isRecord(part)) return [{ pointer: '', detail: 'must be an object' }];
  const checked = Object.entries(CHECKS).filter(([member]) => part[member] !== undefined);
  return [
    ...unknownMembers(part, Object.keys(CHECKS)),
    ...checked.flatMap(([member, check]) => check(part[member], `/${member}`)),
  ];
}

/** Faults that show only after inheritance, when parts that are good by themselves contradict each other. */
export function checkResolved(policy: Policy): Fault[] {
  if (policy.shortestMinutes <= policy.longestMinutes) return [];
  const detail = `must not be more than longestMinutes, which is ${policy.longestMinutes} here`;
  return [{ pointer: '/shortestMinutes', detail }];
}

function wholeNumber(from: number, to: number): Check {
  return (value, pointer) =>
    isWholeNumber(value, from, to) ? [] : [{ pointer, detail: `must be a whole number from ${from} to ${to}` }];
}

function oneOf(allowed: readonly unknown[]): Check {
  return (value, pointer) =>
    allowed.includes(value) ? [] : [{ pointer, detail: `must be one of ${allowed.join(', ')}` }];
}

function perBooker(check: Check): Check {
  return (value, pointer) => {
    if (!isRecord(value)) return [{ pointer, detail: 'must be an object with staff and member' }];
    const inner = BOOKERS.flatMap((booker) => check(value[booker], `${pointer}/${booker}`));
    return [...unknownMembers(value, BOOKERS, pointer), ...inner];
  };
}
