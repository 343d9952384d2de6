import type { BookerKind, Policy, PolicyPart } from './policy.types.js';
import { WAIVABLE, type Refusal, type RefusalCode, type Waiver } from './refusals.js';
import { addDays, asInstant, dateOf, minuteOfDay, startOfDay, toWall, wallAt } from './time.js';
import { MINUTE, type Instant, type WallTime } from './time.types.js';

/** What holds where no zone up to the centre says otherwise. */
export const DEFAULT_POLICY: Policy = {
  shortestMinutes: 30,
  longestMinutes: 240,
  gridMinutes: 15,
  noticeMinutes: { staff: 0, member: 120 },
  horizonDays: { staff: 400, member: 180 },
  setupMinutes: 0,
  cleanupMinutes: 0,
  approval: 'none',
  whoMayBook: 'members',
  visibility: 'internal',
};

/** One wish for one zone: the wall times as they were asked for and the instants they mean. */
export interface PolicyQuestion {
  readonly policy: Policy;
  readonly booker: BookerKind;
  readonly start: WallTime;
  readonly end: WallTime;
  readonly startAt: Instant;
  readonly endAt: Instant;
  readonly now: Instant;
  readonly timeZone: string;
  /** Named in the refusals. */
  readonly zone: string;
}

type Rule = (question: PolicyQuestion) => Refusal | null;

/** Adds up the parts from the centre down to the zone: the deepest one that names a rule decides it. */
export function inheritPolicy(parts: readonly PolicyPart[]): Policy {
  return parts.reduce<Policy>((policy, part) => ({ ...policy, ...withoutUndefined(part) }), DEFAULT_POLICY);
}

/** Every rule of the policy that the wish breaks, each by itself; an empty list means that it keeps them all. */
export function policyRefusals(question: PolicyQuestion): Refusal[] {
  return RULES.map((rule) => rule(question)).filter((refusal) => refusal !== null);
}

const RULES: readonly Rule[] = [notBookable, inThePast, tooSoon, tooFarAhead, tooShort, tooLong, offGrid];

/** Nobody may book the zone, or only the centre's own people may. */
function notBookable({ policy, booker, zone }: PolicyQuestion): Refusal | null {
  if (policy.whoMayBook === 'nobody') return { code: 'not-bookable', ...blame('not-bookable', zone), why: 'zone' };
  if (policy.whoMayBook === 'members' || booker === 'staff') return null;
  return { code: 'not-bookable', ...blame('not-bookable', zone), why: 'who' };
}

function inThePast({ startAt, now, zone }: PolicyQuestion): Refusal | null {
  return startAt < now ? { code: 'in-the-past', ...blame('in-the-past', zone), now } : null;
}

/** What has started is in the past, which says it all; `earliest` is a whole minute. */
function tooSoon({ policy, booker, startAt, now, zone }: PolicyQuestion): Refusal | null {
  const noticeMinutes = policy.noticeMinutes[booker];
  const earliest = asInstant(Math.ceil(now / MINUTE + noticeMinutes) * MINUTE);
  if (startAt < now || startAt >= earliest) return null;
  return { code: 'too-soon', ...blame('too-soon', zone), noticeMinutes, earliest };
}

/** Counted in the centre's calendar days from today, so that a whole day opens at once; `latest` is its last minute. */
function tooFarAhead({ policy, booker, start, now, timeZone, zone }: PolicyQuestion): Refusal | null {
  const horizonDays = policy.horizonDays[booker];
  const lastDate = addDays(dateOf(toWall(now, timeZone)), horizonDays);
  if (dateOf(start) <= lastDate) return null;
  const latest = asInstant(startOfDay(addDays(lastDate, 1), timeZone) - MINUTE);
  return { code: 'too-far-ahead', ...blame('too-far-ahead', zone), horizonDays, latest };
}

/** Lengths are real minutes: over a clock change the wall clock would count an hour that isn't there. */
function tooShort({ policy: { shortestMinutes }, startAt, endAt, zone }: PolicyQuestion): Refusal | null {
  const minutes = (endAt - startAt) / MINUTE;
  return minutes < shortestMinutes
    ? { code: 'too-short', ...blame('too-short', zone), minutes, shortestMinutes }
    : null;
}

function tooLong({ policy: { longestMinutes }, startAt, endAt, zone }: PolicyQuestion): Refusal | null {
  const minutes = (endAt - startAt) / MINUTE;
  return minutes > longestMinutes ? { code: 'too-long', ...blame('too-long', zone), minutes, longestMinutes } : null;
}

/** `nearest` are the last start on the grid before and the first one after, by the wall clock. */
function offGrid({ policy: { gridMinutes }, start, zone }: PolicyQuestion): Refusal | null {
  const past = minuteOfDay(start) % gridMinutes;
  if (past === 0) return null;
  const before = minuteOfDay(start) - past;
  const nearest = [wallAt(dateOf(start), before), wallAt(dateOf(start), before + gridMinutes)];
  return { code: 'off-grid', ...blame('off-grid', zone), gridMinutes, nearest };
}

function blame(code: RefusalCode, zone: string): { zone: string; waivableBy: Waiver } {
  return { zone, waivableBy: WAIVABLE.has(code) ? 'office' : 'nobody' };
}

/** A member that is there but undefined means the same as one left out. */
function withoutUndefined(part: PolicyPart): PolicyPart {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}
