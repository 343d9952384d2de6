import type { Standing } from '../operators/standing.js';
import type { Queries } from '../platform/database/reader.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Occurrence, Proposal } from './booking.types.js';
import type { Asking } from './bookings.service.js';
import type { Judging } from './judging.service.js';
import { asGranted } from './ledger-check.js';
import type { WishedPlace } from './proposal.request.js';
import type { Rules } from './world.service.js';

/**
 * The occurrence at the proposed place; where it was asked for first is kept, also over a second proposal. What the back
 * office proposes is its word already, so that the asker's answer is the last one.
 */
export function proposedAt(
  { before, candidate, expiresAt }: WishedPlace,
  { reason, asking, standing }: { reason: string; asking: Asking; standing: Standing },
): Occurrence {
  const { zoneId, startWall, endWall, start, end, setupMinutes, cleanupMinutes, heads, stage } =
    before.proposal ?? before;
  const asked = { zoneId, startWall, endWall, start, end, setupMinutes, cleanupMinutes, heads };
  const proposal: Proposal = { ...asked, reason, expiresAt, proposedBy: asking.actor.id, stage };
  const turn = standing.decidesAll ? 'centre' : before.stage;
  return { ...before, ...placeOf(candidate), status: 'pending', stage: turn, proposal, changedAt: asking.now };
}

const placeOf = (candidate: WishedPlace['candidate']) => ({
  zoneId: candidate.zone.id,
  startWall: candidate.startWall,
  endWall: candidate.endWall,
  start: candidate.start,
  end: candidate.end,
  setupMinutes: candidate.setupMinutes,
  cleanupMinutes: candidate.cleanupMinutes,
  heads: candidate.heads,
});

/**
 * Dates whose proposal came to nothing: back where they were asked for and waiting again, as long as that is free; else
 * they end as `lost`, for their place was given away.
 */
export async function backWhereAsked(
  queries: Queries,
  judging: Judging,
  input: {
    rules: Rules;
    standing: Standing;
    now: Instant;
    before: readonly Occurrence[];
    lost: 'declined' | 'expired';
  },
): Promise<Occurrence[]> {
  const { rules, standing, now, before, lost } = input;
  const back = before.map((occurrence): Occurrence => {
    const { zoneId, startWall, endWall, start, end, setupMinutes, cleanupMinutes, heads, stage } =
      occurrence.proposal ?? occurrence;
    const asked = { zoneId, startWall, endWall, start, end, setupMinutes, cleanupMinutes, heads, stage };
    return { ...occurrence, ...asked, proposal: null, changedAt: now };
  });
  const without = new Set(before.map(({ id }) => id));
  const candidates = back.map((occurrence) => asGranted(rules.plan, occurrence)).filter((one) => one !== null);
  const question = { rules, standing, now, candidates, needs: [], waived: new Set<never>(), without };
  const { verdicts } = await judging.judge(question, queries);
  return back.map((occurrence, i) =>
    verdicts[i]?.ok && occurrence.start > now
      ? occurrence
      : { ...occurrence, status: lost, stage: null, reason: null, reasonCode: 'place-taken' },
  );
}
