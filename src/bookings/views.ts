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

export function occurrenceView(plan: Plan, occurrence: Occurrence, sight: Sight): Record<string, unknown> {
  const { id, status, edited, kept, heads, original, stage, decidedAt, decidedBy } = occurrence;
  const base = { id, ...span(plan, occurrence), zone: plan.byId.get(occurrence.zoneId)?.code ?? '', status, edited };
  if (sight !== 'full') return base;
  const setup = { setupMinutes: occurrence.setupMinutes, cleanupMinutes: occurrence.cleanupMinutes };
  return {
    ...base,
    heads,
    original,
    ...setup,
    ...(kept ? { kept } : {}),
    ...whyView(occurrence),
    ...(stage === null ? {} : { stage }),
    ...(decidedAt === null || decidedBy === null
      ? {}
      : { decided: { by: decidedBy, at: formatInstant(decidedAt, plan.timeZone) } }),
    ...(occurrence.proposal === null ? {} : { proposal: proposalView(plan, occurrence.proposal) }),
  };
}

/** The occurrence lies at the proposed place; `asked` is where it was asked for. */
const proposalView = (plan: Plan, proposal: Proposal): Record<string, unknown> => ({
  asked: { ...span(plan, proposal), zone: plan.byId.get(proposal.zoneId)?.code ?? '', heads: proposal.heads },
  reason: proposal.reason,
  expiresAt: formatInstant(proposal.expiresAt, plan.timeZone),
});

/** A reason as a person gave it, or the code of one that the system gives and screens put into words. */
const whyView = ({ reason, reasonCode }: Occurrence): Record<string, unknown> => ({
  ...(reason === null ? {} : { reason }),
  ...(reasonCode === null ? {} : { reasonCode }),
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
      return {
        ...occurrenceView(plan, occurrence, sight),
        ...(by === undefined ? {} : { cancelled: { by, at: formatInstant(occurrence.changedAt, plan.timeZone) } }),
        ...(rivals ? { rivals } : {}),
      };
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
  const { id, status, title, visibility, version } = booking;
  const operator = booking.operatorId === null ? undefined : operators.byId.get(booking.operatorId)?.code;
  const head = {
    id,
    status,
    zone: plan.byId.get(zoneId)?.code ?? '',
    title,
    visibility,
    ...(operator === undefined ? {} : { operator }),
  };
  if (sight !== 'full') return head;
  return {
    ...head,
    ...(partial ? { partial } : {}),
    version,
    heads: booking.heads,
    needs: booking.needs,
    note: booking.note,
    ...(partial ? {} : { recurrence: booking.segments.at(-1)?.recurrence ?? null, segments: booking.segments }),
    ...(booking.acceptedAt === null || booking.acceptedBy === null
      ? {}
      : { accepted: { by: booking.acceptedBy, at: formatInstant(booking.acceptedAt, plan.timeZone) } }),
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
