import { formatInstant } from '../scheduling/time.js';
import type { Span } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import type { Occurrence } from './booking.types.js';
import type { JudgedEdit } from './edits.service.js';
import { refusalView, skippedView, verdictView } from './views.js';

const place = (plan: Plan, zone: string, { start, end }: Span): Record<string, unknown> => ({
  zone,
  start: formatInstant(start, plan.timeZone),
  end: formatInstant(end, plan.timeZone),
});

/** An edit as a difference: what moves from where to where, what comes, what goes, and what is left alone. */
export function differenceView(edit: JudgedEdit): Record<string, unknown> {
  const { plan } = edit.rules;
  const named = (o: Occurrence): Record<string, unknown> => ({
    occurrence: o.id,
    ...place(plan, plan.byId.get(o.zoneId)?.code ?? '', o),
    status: o.status,
  });
  return {
    ok: edit.ok,
    difference: {
      moved: edit.moves.map(({ before, verdict }) => ({
        occurrence: before.id,
        from: { ...place(plan, plan.byId.get(before.zoneId)?.code ?? '', before), heads: before.heads },
        to: { ...place(plan, verdict.candidate.zone.code, verdict.candidate), heads: verdict.candidate.heads },
        ok: verdict.ok,
        refusals: verdict.refusals.map((refusal) => refusalView(plan, refusal)),
      })),
      added: edit.added.map(({ candidate }) => place(plan, candidate.zone.code, candidate)),
      cancelled: edit.plan.dropped.map(named),
      kept: edit.plan.kept.map(named),
      refused: edit.refused.map((verdict) => verdictView(plan, { verdict, alternatives: [] })),
    },
    dates: edit.dates.map((date) => verdictView(plan, date)),
    skipped: skippedView(edit.plan.skipped),
  };
}
