import { Injectable } from '@nestjs/common';
import type { Choice, RuleChoices } from '../hours/rule-impact.js';
import { Standings } from '../operators/standings.js';
import type { Tx } from '../platform/database/sql.js';
import type { Refusal } from '../scheduling/refusals.js';
import { addMinutes, wallMinutesBetween } from '../scheduling/time.js';
import type { WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import { closingOf } from './affected.js';
import type { Occurrence } from './booking.types.js';
import { ChangeWriter } from './change.writer.js';
import { Judging } from './judging.service.js';
import { Faults, readTime } from './request.js';

/** One date that a change of rules leaves outside them, and what was chosen for it. */
interface Chosen<Kind extends Choice = Choice> {
  readonly choice: Kind;
  readonly occurrence: Occurrence;
  readonly input: RuleChoices;
}

/** Carries out what was chosen for single dates when hours, the calendar or closures change beneath them. */
@Injectable()
export class RuleChoiceWriter {
  constructor(
    private readonly judging: Judging,
    private readonly writer: ChangeWriter,
    private readonly standings: Standings,
  ) {}

  /** Gives why it can't be, when the place that a date was to move to is taken. Throws `bad-input`. */
  async carryOut(tx: Tx, { choice, occurrence, input }: Chosen): Promise<readonly Refusal[]> {
    const { at, change } = input;
    switch (choice.action) {
      case 'keep':
        // A closure keeps its own list of who stays inside; only outside the hours the occurrence itself becomes an exception.
        await this.save(tx, {
          input,
          before: occurrence,
          after: { ...occurrence, kept: occurrence.kept || !change.closure, changedAt: at },
          action: 'booking.kept',
        });
        return [];
      case 'cancel':
        await this.save(tx, {
          input,
          before: occurrence,
          action: 'booking.cancelled',
          reason: choice.reason,
          after: { ...occurrence, status: 'cancelled', reason: choice.reason, changedAt: at },
        });
        return [];
      case 'shorten': {
        const end = this.timeOf(choice.end, input);
        const after = { ...occurrence, endWall: end.wall, end: end.instant, edited: true, changedAt: at };
        if (after.end <= after.start || after.end >= occurrence.end)
          throw faultAt('/choices', `The end "${choice.end}" does not shorten that date.`);
        await this.save(tx, { input, before: occurrence, after, action: 'booking.edited' });
        return [];
      }
      case 'move':
        return this.move(tx, { choice, occurrence, input });
    }
  }

  private async move(
    tx: Tx,
    { choice, occurrence, input }: Chosen<Extract<Choice, { action: 'move' }>>,
  ): Promise<readonly Refusal[]> {
    const { change, actor, at } = input;
    const zone =
      choice.zone === undefined ? change.plan.byId.get(occurrence.zoneId) : change.plan.byCode.get(choice.zone);
    if (!zone) throw faultAt('/choices', `There is no zone "${choice.zone}" in this centre.`);
    const start = this.timeOf(choice.start, input);
    const end = this.timeOf(
      choice.end ?? addMinutes(start.wall, wallMinutesBetween(occurrence.startWall, occurrence.endWall)),
      input,
    );
    if (end.instant <= start.instant)
      throw faultAt('/choices', `The end "${choice.end}" is not after the start "${choice.start}".`);
    const buffers = { setupMinutes: zone.rules.setupMinutes, cleanupMinutes: zone.rules.cleanupMinutes };
    const candidate: Candidate = {
      ...occurrence,
      zone,
      startWall: start.wall,
      endWall: end.wall,
      start: start.instant,
      end: end.instant,
      ...buffers,
    };
    const { verdicts } = await this.judging.judge(
      {
        rules: { plan: change.plan, hours: change.hoursAfter },
        standing: await this.standings.in(actor, change.plan),
        now: at,
        candidates: [candidate],
        needs: [],
        waived: new Set(),
        without: new Set([occurrence.id]),
        closing: closingOf(change),
      },
      tx,
    );
    const refusals = verdicts[0]?.refusals ?? [];
    if (refusals.length > 0) return refusals;
    const after: Occurrence = {
      ...occurrence,
      zoneId: zone.id,
      startWall: start.wall,
      endWall: end.wall,
      start: start.instant,
      end: end.instant,
      ...buffers,
      edited: true,
      kept: false,
      changedAt: at,
    };
    await this.save(tx, { input, before: occurrence, after, action: 'booking.edited' });
    return [];
  }

  private async save(
    tx: Tx,
    {
      input,
      before,
      after,
      action,
      reason,
    }: { input: RuleChoices; before: Occurrence; after: Occurrence; action: string; reason?: string },
  ): Promise<void> {
    const { change, actor, at } = input;
    await this.writer.write(tx, {
      byRules: true,
      plan: change.plan,
      actor,
      at,
      action,
      bookingId: before.bookingId,
      before: [before],
      after: [after],
      reason,
    });
  }

  private timeOf(text: string, { change }: RuleChoices): { wall: WallTime; instant: Occurrence['start'] } {
    const time = readTime(text, change.plan.timeZone);
    if ('fault' in time) throw faultAt('/choices', time.fault);
    return time;
  }
}

function faultAt(pointer: string, detail: string): Error {
  const faults = new Faults();
  faults.add(pointer, detail);
  return faults.asProblem();
}
