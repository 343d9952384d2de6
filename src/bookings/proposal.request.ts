import { addMinutes, wallMinutesBetween } from '../scheduling/time.js';
import { DAY, MINUTE, type Instant } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import type { Occurrence } from './booking.types.js';
import type { CounterBody, ProposedDateBody } from './dto/proposal.body.js';
import { candidateAt, Faults, MAX_OCCURRENCE_DAYS, readTime } from './request.js';
import type { Rules } from './world.service.js';

/** How long a proposal waits for an answer when nobody says otherwise, in days. */
const PROPOSAL_DAYS = 3;

export interface WishedPlace {
  readonly before: Occurrence;
  readonly candidate: Candidate;
  readonly expiresAt: Instant;
}

interface Question {
  readonly rules: Rules;
  /** The occurrences named, in any order. */
  readonly before: readonly Occurrence[];
  readonly now: Instant;
}

/** Reads where the dates shall lie; throws `bad-input` with all faults. */
export function readProposals(body: CounterBody, { rules, before, now }: Question): WishedPlace[] {
  const faults = new Faults();
  const { timeZone } = rules.plan;
  const until = body.expiresAt === undefined ? null : faults.take('/expiresAt', readTime(body.expiresAt, timeZone));
  const wished = until?.instant ?? ((now + PROPOSAL_DAYS * DAY) as Instant);
  if (wished <= now) faults.add('/expiresAt', `"${body.expiresAt}" is past; leave the asker time to answer.`);
  const places = before.map((occurrence): WishedPlace | null => {
    const i = body.proposals.findIndex((proposal) => proposal.occurrence === occurrence.id);
    const proposal = body.proposals[i];
    const candidate = proposal ? placeOf(occurrence, proposal, { at: `/proposals/${i}`, rules, faults }) : null;
    if (!candidate) return null;
    const expiresAt = Math.min(wished, candidate.start - MINUTE, (occurrence.proposal ?? occurrence).start - MINUTE);
    return { before: occurrence, candidate, expiresAt: expiresAt as Instant };
  });
  if (body.proposals.length !== before.length) faults.add('/proposals', 'A date is named twice; name each once.');
  faults.throwIfAny();
  return places.filter((place) => place !== null);
}

function placeOf(
  before: Occurrence,
  proposal: ProposedDateBody,
  { at, rules, faults }: { at: string; rules: Rules; faults: Faults },
): Candidate | null {
  const { plan } = rules;
  const zone = proposal.zone === undefined ? plan.byId.get(before.zoneId) : plan.byCode.get(proposal.zone);
  if (!zone) faults.add(`${at}/zone`, `There is no zone "${proposal.zone}" in this centre; see its list of zones.`);
  const start =
    proposal.start === undefined
      ? { wall: before.startWall, instant: before.start }
      : faults.take(`${at}/start`, readTime(proposal.start, plan.timeZone));
  if (!start || !zone) return null;
  const sameLength = addMinutes(start.wall, wallMinutesBetween(before.startWall, before.endWall));
  const end = faults.take(`${at}/end`, readTime(proposal.end ?? sameLength, plan.timeZone));
  if (!end) return null;
  if (end.instant <= start.instant || end.instant - start.instant > MAX_OCCURRENCE_DAYS * DAY) {
    faults.add(`${at}/end`, `The end must be after the start and at most ${MAX_OCCURRENCE_DAYS} days later.`);
    return null;
  }
  const isSame = zone.id === before.zoneId && start.instant === before.start && end.instant === before.end;
  if (isSame) faults.add(at, 'It lies there already; propose another zone or time.');
  const heads = Math.min(before.heads, zone.seats ?? before.heads);
  return { ...candidateAt({ zone, heads }, { start, end }), series: before.series };
}
