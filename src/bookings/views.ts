import type { Plan } from '../scheduling/zones.types.js';
import type { Alternative } from '../scheduling/alternatives.js';
import type { Met, Refusal } from '../scheduling/refusals.js';
import { formatInstant, resolveWall } from '../scheduling/time.js';
import type { Instant, Span, WallTime } from '../scheduling/time.types.js';
import type { Verdict } from '../scheduling/verdict.js';
import type { SkippedTime } from '../scheduling/recurrence.types.js';
import type { Booking, Occurrence, RefusedDate, WholeBooking } from './booking.types.js';
import type { Rivals } from './rivals.service.js';
import type { Sight } from './sight.js';

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

export function occurrenceView(plan: Plan, occurrence: Occurrence, sight: Sight): Record<string, unknown> {
  const { id, status, edited, kept, heads, reason, original } = occurrence;
  const base = { id, ...span(plan, occurrence), zone: plan.byId.get(occurrence.zoneId)?.code ?? '', status, edited };
  if (sight !== 'full') return base;
  const setup = { setupMinutes: occurrence.setupMinutes, cleanupMinutes: occurrence.cleanupMinutes };
  return { ...base, heads, original, ...setup, ...(kept ? { kept } : {}), ...(reason === null ? {} : { reason }) };
}

/** The whole booking; a decider is also told the rivals of each date that waits. */
export function bookingView(
  plan: Plan,
  { booking, occurrences, refused }: WholeBooking,
  seen: Sight | { readonly sight: Sight; readonly rivals: Rivals | undefined },
): Record<string, unknown> {
  const { sight, rivals } = typeof seen === 'string' ? { sight: seen, rivals: undefined } : seen;
  return {
    ...bookingHead(plan, booking, sight),
    occurrences: occurrences.map((occurrence) => {
      const own = rivals?.get(occurrence.id);
      return { ...occurrenceView(plan, occurrence, sight), ...(own ? { rivals: own } : {}) };
    }),
    refused: sight === 'full' ? refused.map((date) => refusedView(plan, date)) : [],
  };
}

/** A booking without its dates: what everybody with this sight may know of it. */
export function bookingHead(plan: Plan, booking: Booking, sight: Sight): Record<string, unknown> {
  const { id, status, title, visibility, version } = booking;
  const head = { id, status, zone: plan.byId.get(booking.zoneId)?.code ?? '', title, visibility };
  if (sight !== 'full') return head;
  return {
    ...head,
    version,
    heads: booking.heads,
    needs: booking.needs,
    note: booking.note,
    recurrence: booking.segments.at(-1)?.recurrence ?? null,
    segments: booking.segments,
    createdBy: booking.createdBy,
    createdAt: formatInstant(booking.createdAt, plan.timeZone),
    ...(booking.behalfName === null
      ? {}
      : {
          onBehalfOf: {
            name: booking.behalfName,
            ...(booking.behalfPhone === null ? {} : { phone: booking.behalfPhone }),
          },
        }),
    ...(booking.waiver === null ? {} : { waiver: booking.waiver }),
  };
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
