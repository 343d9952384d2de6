import type { Instant } from '../scheduling/time.types.js';
import type { Verdict } from '../scheduling/verdict.js';
import { firstStage, type Asker } from './approval.js';
import type { Occurrence, Stage, Status } from './booking.types.js';

interface Moving {
  readonly verdict: Verdict;
  readonly edited: boolean;
  readonly asker: Asker;
  readonly now: Instant;
}

/** An occurrence where an edit puts it. Growing or moving asks for approval again where the zone wants it; shortening never does. */
export function movedOccurrence(before: Occurrence, moving: Moving): Occurrence {
  const { verdict, edited, now } = moving;
  const { candidate } = verdict;
  const keptByWaiver = verdict.waived.some(({ code }) => code === 'outside-opening-hours');
  return {
    ...before,
    zoneId: candidate.zone.id,
    series: candidate.series,
    startWall: candidate.startWall,
    endWall: candidate.endWall,
    start: candidate.start,
    end: candidate.end,
    setupMinutes: candidate.setupMinutes,
    cleanupMinutes: candidate.cleanupMinutes,
    heads: candidate.heads,
    edited: edited || (candidate.granted === true && before.edited),
    kept: keptByWaiver || (before.kept && candidate.granted === true),
    ...stateAfter(before, moving),
    proposal: null,
    changedAt: now,
  };
}

function stateAfter(before: Occurrence, { verdict, asker }: Moving): { status: Status; stage: Stage | null } {
  const { candidate, ok } = verdict;
  if (ok && candidate.granted) return { status: before.status, stage: before.stage };
  const stage = firstStage(candidate.zone, asker);
  if (!ok) return { status: 'standby', stage: stage ?? before.stage };
  if (stage !== null) return { status: 'pending', stage };
  const isFree = candidate.zone.rules.approval === 'none' || before.status === 'standby';
  return isFree ? { status: 'confirmed', stage: null } : { status: before.status, stage: before.stage };
}
