import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { bumpRules, requireRules, takeRules } from '../centres/rules.js';
import { Clock } from '../platform/clock.js';
import { Reader, type Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problem } from '../platform/problems/problem.js';
import { affectedAnswer, requireChoices } from './choices.js';
import type { AffectedAnswer } from './dto/impact.answer.js';
import { refusalAnswer } from './refusal-answer.js';
import { RuleImpact, type Choice, type RuleChange, type SeriesChoice, type SeriesDifference } from './rule-impact.js';
import { HoursWorld, type RulesNow } from './world.js';

export interface ChosenChange {
  readonly change: RuleChange;
  readonly choices: readonly Choice[];
  /** Given when the calendar changes: what was chosen for each series that has a difference. */
  readonly series?: readonly SeriesChoice[];
  readonly actor: Actor;
}

/** What a dry run answers. */
export interface Impact {
  readonly affected: readonly AffectedAnswer[];
  readonly series?: readonly SeriesDifference[];
}

/** Rules that move on under a change so often make it give up. */
const MAX_TRIES = 10;

/** How rules are changed under standing bookings: seen first, then made in one transaction with a choice for each. */
@Injectable()
export class RuleChanges {
  constructor(
    private readonly world: HoursWorld,
    private readonly impact: RuleImpact,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  now(centreId: number): Promise<RulesNow> {
    return this.world.now(centreId);
  }

  /**
   * Runs `work` in a transaction that holds the centre's rules alone, with the rules as they stand in it, and moves their
   * version on. Throws `busy` when they never stand still.
   */
  make<T>(centreId: number, work: (tx: Tx, now: RulesNow) => Promise<T>): Promise<T> {
    return this.makeKnowing(centreId, async () => undefined, work);
  }

  /** The same, with what `learn` found out about these very rules before the transaction began. */
  async makeKnowing<T, Known>(
    centreId: number,
    learn: (now: RulesNow) => Promise<Known>,
    work: (tx: Tx, now: RulesNow, known: Known) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      const now = await this.now(centreId);
      const known = await learn(now);
      const made = await this.unitOfWork.run(async (tx) => {
        await takeRules(tx, centreId);
        if (!(await requireRules(tx, centreId, now.plan.rulesVersion))) return null;
        const value = await work(tx, now, known);
        await bumpRules(tx, centreId);
        return { value };
      });
      if (made) return made.value;
    }
    throw new Problem('busy', 'The rules of this centre are being changed just now.', { retryAfterSeconds: 1 });
  }

  /** Which bookings the change would leave outside, and which series it would alter. Writes nothing. */
  async preview(change: RuleChange, { actor, withSeries }: { actor: Actor; withSeries: boolean }): Promise<Impact> {
    const affected = await this.impact.affected(this.reader, change, actor);
    const answers = affected.map((one) => affectedAnswer(one, change.plan.timeZone));
    if (!withSeries) return { affected: answers };
    return { affected: answers, series: await this.impact.seriesDifference(this.reader, change, actor) };
  }

  /**
   * Asks anew what is affected, inside the transaction, so that a booking made in the meantime is seen; then carries the
   * choices out. Throws `choices-needed`, `bad-input`, or `refused` when a choice can't be carried out.
   */
  async carryOut(tx: Tx, chosen: ChosenChange): Promise<void> {
    const { change, choices, series = [], actor } = chosen;
    const { timeZone } = change.plan;
    const differences = await this.differences(tx, chosen);
    const found = await this.impact.affected(tx, change, actor);
    const affected = requireChoices({ affected: found, choices, differences, series, timeZone });
    if (affected.length + differences.length === 0) return;
    const at = this.clock.now();
    const { refused } = await this.impact.apply(tx, { change, choices, affected, series, actor, at });
    if (refused.length === 0) return;
    throw new Problem('refused', 'What was chosen for some bookings is not possible; nothing was changed.', {
      occurrences: refused.map(({ occurrence, refusals }) => ({
        occurrence,
        refusals: refusals.map((refusal) => refusalAnswer(refusal, timeZone)),
      })),
    });
  }

  private async differences(queries: Queries, { change, series, actor }: ChosenChange): Promise<SeriesDifference[]> {
    return series === undefined ? [] : this.impact.seriesDifference(queries, change, actor);
  }
}
