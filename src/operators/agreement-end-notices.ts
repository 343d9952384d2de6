import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../accounts/actor.js';
import { writeNotices } from '../notices/notices.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { addDays } from '../scheduling/time.js';
import type { Instant, WallDate } from '../scheduling/time.types.js';
import { todayOf } from './standings.js';

/** So long before its last day people are told that an agreement ends. */
const DAYS_BEFORE = 30;

interface EndingRow {
  readonly centre_id: number;
  readonly time_zone: string;
  readonly id: string;
  readonly operator_id: string;
  readonly operator: string;
  readonly ends_on: WallDate;
}

/** One that a later one renews does not really end; its operator must be one that still acts. */
const ENDING = `SELECT a.centre_id, c.time_zone, a.id, a.operator_id, o.code AS operator, a.ends_on
  FROM agreements a JOIN centres c ON c.id = a.centre_id
  JOIN operators o ON o.centre_id = a.centre_id AND o.id = a.operator_id
  WHERE a.ends_on >= ? AND a.ends_on <= ? AND a.ended_reason IS NULL AND o.status IN ('active', 'suspended')
    AND NOT EXISTS (SELECT 1 FROM agreements n WHERE n.centre_id = a.centre_id AND n.renews = a.id)
  ORDER BY a.centre_id, a.id`;

/** Tells the managers of an operator and the admins of the centre, once, that an agreement is about to end. */
@Injectable()
export class AgreementEndNotices {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Gives how many notices it wrote. */
  async write(at: Instant): Promise<number> {
    const somewhere = todayOf(at, { timeZone: 'UTC' });
    return this.unitOfWork.run(async (tx) => {
      const rows = await tx.all<EndingRow>(ENDING, [addDays(somewhere, -1), addDays(somewhere, DAYS_BEFORE + 1)]);
      let written = 0;
      for (const {
        centre_id: centreId,
        time_zone: timeZone,
        id,
        operator_id: operatorId,
        operator,
        ends_on: until,
      } of rows) {
        const today = todayOf(at, { timeZone });
        if (until < today || until > addDays(today, DAYS_BEFORE)) continue;
        written += await writeNotices(tx, {
          ...{ centreId, at, kind: 'agreement-ends', subjectKind: 'agreement', subjectId: id, by: SYSTEM, once: true },
          data: { operator, until },
          to: [{ operator: operatorId, as: 'manager' }, { role: 'admin' }],
        });
      }
      return written;
    });
  }
}
