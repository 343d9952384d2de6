import type { Plan } from '../scheduling/zones.types.js';
import type { Alternative } from '../scheduling/alternatives.js';
import type { Met, Refusal } from '../scheduling/refusals.js';
import { formatInstant, resolveWall } from '../scheduling/time.js';
import type { Instant, Span, WallTime } from '../scheduling/time.types.js';
import type { Verdict } from '../scheduling/verdict.js';
import type { SkippedTime } from '../scheduling/recurrence.types.js';
import type { Booking, Occurrence, Proposal, RefusedDate } from './booking.types.js';
import type { Rivals } from './rivals.service.js';
import type { SeenWhole, Sight } from './sight.js';
import type { Rules } from './world.service.js';

/** What a view needs to name zones and operators. */
export type Shown = Pick<Rules, 'plan' | 'operators'>;

/** Instants of an answer are RFC 3339 with the centre's offset. */
const span = (plan: Plan, { start, end }: Span): { start: string; end: string } => ({
  start: formatInstant(start, plan.timeZone),
  end: formatInstant(end, plan.timeZone),
});

const instantFields = ['start', 'end', 'now', 'earliest', 'latest'] as const;

/** A refusal as the API tells it: instants as text, everything else as it is. */
export function refusalView(plan: Plan, refusal: Refusal): Record<string, unknown> {
  const view: Record<string, unknown> = { ...refusal };
  for (const field of instantFields) {
    if (typeof view[field] === 'number') view[field] = formatInstant(view[field] as Instant, plan.timeZone);
  }
  if (refusal.code === 'occupied') view['met'] = refusal.met.map((met) => metView(plan, met));
  return view;
}

const metView = (plan: Plan, met: Met): Record<string, unknown> => ({ ...met, ...span(plan, met) });

export const alternativeView = (plan: Plan, alternative: Alternative): Record<string, unknown> => ({
  zone: alternative.zone,
  ...span(plan, alternative),
});

export interface JudgedDate {
  readonly verdict: Verdict;
  readonly alternatives: readonly Alternative[];
}

export const verdictView = (plan: Plan, { verdict, alternatives }: JudgedDate): Record<string, unknown> => ({
  ...span(plan, verdict.candidate),
  zone: verdict.candidate.zone.code,
  heads: verdict.candidate.heads,
  ok: verdict.ok,
  refusals: verdict.refusals.map((refusal) => refusalView(plan, refusal)),
  ...(verdict.waived.length > 0 ? { waived: verdict.waived.map((refusal) => refusalView(plan, refusal)) } : {}),
  warnings: verdict.warnings,
  alternatives: alternatives.map((alternative) => alternativeView(plan, alternative)),
});

export const skippedView = (skipped: readonly SkippedTime[]): Record<string, unknown>[] =>
  skipped.map(({ local, reason }) => ({ start: local, reason }));

/** A list holds thousands of these: what a date lacks is left out by not being set, which is far cheaper than spreading. */
export function occurrenceView(plan: Plan, occurrence: Occurrence, sight: Sight): Record<string, unknown> {
  const { id, status, edited, heads, original, setupMinutes, cleanupMinutes } = occurrence;
  const { start, end } = span(plan, occurrence);
  const zone = plan.byId.get(occurrence.zoneId)?.code ?? '';
  const view: Record<string, unknown> = { id, start, end, zone, status, edited };
  if (sight !== 'full') return view;
  Object.assign(view, { heads, original, setupMinutes, cleanupMinutes });
  const { kept, reason, reasonCode, stage, decidedAt, decidedBy, proposal } = occurrence;
  if (kept) view['kept'] = kept;
  // As a person gave it, or the code of one that the system gives and screens put into words.
  if (reason !== null) view['reason'] = reason;
  if (reasonCode !== null) view['reasonCode'] = reasonCode;
  if (stage !== null) view['stage'] = stage;
  if (decidedAt !== null && decidedBy !== null)
    view['decided'] = { by: decidedBy, at: formatInstant(decidedAt, plan.timeZone) };
  if (proposal !== null) view['proposal'] = proposalView(plan, proposal);
  return view;
}

/** The occurrence lies at the proposed place; `asked` is where it was asked for. */
const proposalView = (plan: Plan, proposal: Proposal): Record<string, unknown> => ({
  asked: { ...span(plan, proposal), zone: plan.byId.get(proposal.zoneId)?.code ?? '', heads: proposal.heads },
  reason: proposal.reason,
  expiresAt: formatInstant(proposal.expiresAt, plan.timeZone),
});

/** What only who decides a date is told of it. */
export interface ForDeciders {
  /** The others who wait for the time of a date that waits. */
  readonly rivals: Rivals;
  /** Id of who cancelled a date, by the date's id. */
  readonly cancelledBy: ReadonlyMap<string, string>;
}

/** The booking as far as it is seen. */
export function bookingView(shown: Shown, seen: SeenWhole, told?: ForDeciders): Record<string, unknown> {
  const { plan } = shown;
  const { sight, whole } = seen;
  const { booking, occurrences, refused } = whole;
  return {
    ...bookingHead(shown, booking, seen),
    occurrences: occurrences.map((occurrence) => {
      const rivals = told?.rivals.get(occurrence.id);
      const by = told?.cancelledBy.get(occurrence.id);
      const view = occurrenceView(plan, occurrence, sight);
      if (by !== undefined) view['cancelled'] = { by, at: formatInstant(occurrence.changedAt, plan.timeZone) };
      if (rivals) view['rivals'] = rivals;
      return view;
    }),
    refused: sight === 'full' ? refused.map((date) => refusedView(plan, date)) : [],
  };
}

/** A booking without its dates: what everybody with this sight may know of it. */
export function bookingHead(
  { plan, operators }: Shown,
  booking: Booking,
  { sight, partial, zoneId }: Pick<SeenWhole, 'sight' | 'partial' | 'zoneId'>,
): Record<string, unknown> {
  const { id, status, title, visibility } = booking;
  const head: Record<string, unknown> = { id, status, zone: plan.byId.get(zoneId)?.code ?? '', title, visibility };
  const operator = booking.operatorId === null ? undefined : operators.byId.get(booking.operatorId)?.code;
  if (operator !== undefined) head['operator'] = operator;
  if (sight !== 'full') return head;
  const { version, heads, needs, note, segments, acceptedAt, acceptedBy, behalfName, behalfPhone, waiver } = booking;
  Object.assign(head, { version, heads, needs, note });
  if (partial) head['partial'] = partial;
  else Object.assign(head, { recurrence: segments.at(-1)?.recurrence ?? null, segments });
  if (acceptedAt !== null && acceptedBy !== null)
    head['accepted'] = { by: acceptedBy, at: formatInstant(acceptedAt, plan.timeZone) };
  head['createdBy'] = booking.createdBy;
  head['createdAt'] = formatInstant(booking.createdAt, plan.timeZone);
  if (behalfName !== null)
    head['onBehalfOf'] = { name: behalfName, ...(behalfPhone === null ? {} : { phone: behalfPhone }) };
  if (waiver !== null) head['waiver'] = waiver;
  return head;
}

export const refusedView = (
  plan: Plan,
  { zoneId, startWall, endWall, refusals }: RefusedDate,
): Record<string, unknown> => ({
  start: wallText(plan, startWall),
  end: wallText(plan, endWall),
  zone: plan.byId.get(zoneId)?.code ?? '',
  refusals: refusals.map((refusal) => refusalView(plan, refusal)),
});

function wallText(plan: Plan, wall: WallTime): string {
  const resolved = resolveWall(wall, plan.timeZone);
  return resolved.kind === 'gap' ? wall : formatInstant(resolved.instant, plan.timeZone);
}
