import { Injectable } from '@nestjs/common';
import { alternativesTo, isFreeThatDay, onOtherDays, zonesThatFit, type Search } from '../scheduling/alternatives.js';
import { claimedSpan } from '../scheduling/claims.js';
import type { QuotaBook } from '../scheduling/quotas.js';
import { toInstant, wallAt, dateOf } from '../scheduling/time.js';
import type { Span } from '../scheduling/time.types.js';
import { judgeAll, type Candidate, type Verdict, type World } from '../scheduling/verdict.js';
import type { KnownClaim } from '../scheduling/claim-index.js';
import { Reader, type Queries } from '../platform/database/reader.js';
import type { Zone } from '../scheduling/zones.types.js';
import type { JudgedDate } from './views.js';
import { BookingWorld, type WorldQuestion } from './world.service.js';

export interface Judged {
  readonly world: World;
  readonly verdicts: Verdict[];
  /** How the quotas stand when all that is taken is taken; null without an operator. */
  readonly quotas: QuotaBook | null;
}

/** Reads the world of some candidates, judges them, and looks for alternatives to those refused. */
@Injectable()
export class Judging {
  constructor(
    private readonly reader: Reader,
    private readonly worlds: BookingWorld,
  ) {}

  async judge(question: WorldQuestion, queries: Queries = this.reader): Promise<Judged> {
    const world = await this.worlds.load(question, queries);
    const { verdicts, quotas } = judgeAll(question.candidates, world);
    return { world, verdicts, quotas };
  }

  /** Adds up to three alternatives to each refused date: two more reads whatever their number, none when all is well. */
  async withAlternatives(
    question: WorldQuestion,
    { world, verdicts }: { world: World; verdicts: readonly Verdict[] },
    queries: Queries = this.reader,
  ): Promise<JudgedDate[]> {
    const refused = verdicts.filter(({ ok }) => !ok).map(({ candidate }) => candidate);
    if (refused.length === 0) return verdicts.map((verdict) => ({ verdict, alternatives: [] }));
    const { plan } = question.rules;
    const others = [...new Set(refused.flatMap((candidate) => zonesThatFit(candidate, plan)))];
    const claims = await this.claimsAround(queries, question, { refused, others });
    const days = refused.map((candidate) => dayAround(candidate, plan.timeZone));
    const closures = [...world.closures, ...(await this.worlds.closed(queries, { plan, now: question.now }, days))];
    const taken = verdicts.filter(({ ok }) => ok).map(({ candidate }) => candidate);
    const { index, quotas } = judgeAll(taken, { ...world, claims });
    const search = { plan, world: { ...world, claims, closures }, index, quotas };
    const wider = await this.withOtherDays(queries, question, {
      search,
      lonely: refused.filter((candidate) => !isFreeThatDay(candidate, search)),
    });
    return verdicts.map((verdict) => ({
      verdict,
      alternatives: verdict.ok ? [] : alternativesTo(verdict.candidate, wider),
    }));
  }

  /** Adds what is known of the dates around those that have no time left on their own date; one more read if there are any. */
  private async withOtherDays(
    queries: Queries,
    question: WorldQuestion,
    { search, lonely }: { search: Search; lonely: readonly Candidate[] },
  ): Promise<Search> {
    const { plan, world, index, quotas } = search;
    const spans = lonely.flatMap((candidate) => onOtherDays(candidate, plan.timeZone).map(claimedSpan));
    if (spans.length === 0) return search;
    const seen = new Set(world.claims.map(nameOf));
    for (const claim of await this.worlds.claims(queries, question, { zones: distinctZones(lonely), spans })) {
      if (!seen.has(nameOf(claim))) index.add(claim);
    }
    const closures = [...world.closures, ...(await this.worlds.closed(queries, { plan, now: question.now }, spans))];
    return { plan, index, quotas, world: { ...world, closures } };
  }

  /** Claims on the refused dates' own zones for their whole day, and on the zones that would fit at their time. */
  private async claimsAround(
    queries: Queries,
    question: WorldQuestion,
    { refused, others }: { refused: readonly Candidate[]; others: readonly Zone[] },
  ): Promise<KnownClaim[]> {
    const { timeZone } = question.rules.plan;
    const own = await this.worlds.claims(queries, question, {
      zones: distinctZones(question.candidates),
      spans: question.candidates.map((c) => dayAround(c, timeZone)),
    });
    const elsewhere = await this.worlds.claims(queries, question, {
      zones: others,
      spans: refused.map(widest(others)),
    });
    const seen = new Set(own.map(nameOf));
    return [...own, ...elsewhere.filter((claim) => !seen.has(nameOf(claim)))];
  }
}

const nameOf = ({ cell, from, owner }: KnownClaim): string => `${cell} ${from} ${owner}`;

const distinctZones = (candidates: readonly Candidate[]): Zone[] => [...new Set(candidates.map(({ zone }) => zone))];

/** A candidate's time with the largest set-up and clean-up that any of the zones asks for. */
const widest =
  (zones: readonly Zone[]) =>
  (candidate: Candidate): Span =>
    claimedSpan({
      ...candidate,
      setupMinutes: Math.max(candidate.setupMinutes, ...zones.map(({ rules }) => rules.setupMinutes)),
      cleanupMinutes: Math.max(candidate.cleanupMinutes, ...zones.map(({ rules }) => rules.cleanupMinutes)),
    });

/** All the times that the candidate could take when it starts on its own date, set-up and clean-up included. */
function dayAround(candidate: Candidate, timeZone: string): Span {
  const date = dateOf(candidate.startWall);
  const wide = claimedSpan({
    ...candidate,
    start: toInstant(wallAt(date, 0), timeZone),
    end: toInstant(wallAt(date, 1440), timeZone),
  });
  return { start: wide.start, end: (wide.end + (candidate.end - candidate.start)) as Span['end'] };
}
