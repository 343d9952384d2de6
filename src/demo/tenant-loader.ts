import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { RELATIVE_DAY, type CentreFile, type FileAgreement, type FileOperator } from '../centres/import/centre-file.js';
import { AgreementsService } from '../operators/agreements.service.js';
import type { NewAgreementBody } from '../operators/dto/agreement.dto.js';
import { OperatorsService } from '../operators/operators.service.js';
import { todayOf } from '../operators/standings.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { addDays } from '../scheduling/time.js';
import type { WallDate } from '../scheduling/time.types.js';

interface Loading {
  readonly centreId: number;
  readonly actor: Actor;
  readonly today: WallDate;
}

/** Loads the operators and agreements of a centre's file; those that are there already stay as they are. */
@Injectable()
export class TenantLoader {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly operators: OperatorsService,
    private readonly agreements: AgreementsService,
  ) {}

  /** `attempt` runs the work of one thing and tells what was not possible by its name. */
  async load(
    { operators, agreements, centre }: Pick<CentreFile, 'operators' | 'agreements' | 'centre'>,
    { centreId, actor }: Omit<Loading, 'today'>,
    attempt: (name: string, work: () => Promise<boolean>) => Promise<void>,
  ): Promise<void> {
    const loading = { centreId, actor, today: todayOf(this.clock.now(), centre) };
    for (const operator of operators) await attempt(operator.name, () => this.add(operator, loading));
    for (const agreement of agreements) {
      await attempt(`agreement of ${agreement.operator}`, () => this.agree(agreement, loading));
    }
  }

  /** A file's operators have people of their own, so they need not wait for the first to join. */
  private async add(given: FileOperator, { centreId, actor }: Loading): Promise<boolean> {
    if (await this.operatorId(centreId, given.code)) return false;
    const operator = await this.operators.create({ actor, centreId }, given);
    await this.operators.change({ actor, operator, ifMatch: operator.version }, { status: 'active' });
    return true;
  }

  /** One of the same operator, kind and zones is taken for the same: relative dates move with the day of loading. */
  private async agree(given: FileAgreement, { centreId, actor, today }: Loading): Promise<boolean> {
    const operatorId = await this.operatorId(centreId, given.operator);
    const zones = [...new Set(given.zones)].sort();
    const standing = await this.reader.all<{ id: string; code: string }>(
      `SELECT a.id, z.code FROM agreements a JOIN agreement_zones g ON g.centre_id = a.centre_id AND g.agreement_id = a.id
       JOIN zones z ON z.id = g.zone_id
       WHERE a.centre_id = ? AND a.operator_id = ? AND a.kind = ? ORDER BY a.id, z.code`,
      [centreId, operatorId ?? '', given.kind],
    );
    const ids = [...new Set(standing.map(({ id }) => id))];
    const zonesOf = (id: string): string[] => standing.filter((row) => row.id === id).map(({ code }) => code);
    if (ids.some((id) => zonesOf(id).join() === zones.join())) return false;
    const { from, until } = { from: dayOf(given.from, today), until: dayOf(given.until, today) };
    await this.agreements.create({ actor, centreId }, { ...given, zones, from, until } as NewAgreementBody);
    return true;
  }

  private async operatorId(centreId: number, code: string): Promise<string | null> {
    const row = await this.reader.one<{ id: string }>('SELECT id FROM operators WHERE centre_id = ? AND code = ?', [
      centreId,
      code,
    ]);
    return row?.id ?? null;
  }
}

/** A date of a file; `+25d` is 25 days after the day of loading. */
function dayOf(text: string, today: WallDate): WallDate {
  const days = RELATIVE_DAY.exec(text)?.[1];
  return days === undefined ? (text as WallDate) : addDays(today, Number(days));
}
