import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { decodeCursor } from '../platform/http/cursor.js';
import { DEFAULT_LIMIT, pageOf, type Page } from '../platform/http/page.js';
import { asInstant, formatInstant } from '../scheduling/time.js';
import type { AuditEntryAnswer, AuditQuery } from './audit.dto.js';
import { auditPeriod } from './audit.period.js';
import { auditStatement } from './audit.search.js';

interface AuditRow {
  readonly id: string;
  readonly at: number;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly reason: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** Reads the log: of one centre, or of the installation. */
@Injectable()
export class AuditService {
  constructor(private readonly reader: Reader) {}

  async list(place: { centreId: number; timeZone: string }, query: AuditQuery): Promise<Page<AuditEntryAnswer>> {
    const { booking, person, cursor, limit = DEFAULT_LIMIT } = query;
    const [before] = cursor === undefined ? [undefined] : decodeCursor(cursor, ['string']).map(String);
    const period = auditPeriod(query, place.timeZone);
    const search = { centreId: place.centreId, ...period, booking, person, before, limit: limit + 1 };
    const { text, values } = auditStatement(search);
    const rows = await this.reader.all<AuditRow>(text, values);
    return pageOf(rows, { limit, keyOf: ({ id }) => [id], toItem: (row) => toAnswer(row, place.timeZone) });
  }
}

const toAnswer = ({ id, at, action, reason, ...row }: AuditRow, timeZone: string): AuditEntryAnswer => ({
  id,
  at: formatInstant(asInstant(at), timeZone),
  actor: { id: row.actor_id, name: row.actor_name },
  action,
  subject: { kind: row.subject_kind, id: row.subject_id },
  ...(reason === null ? {} : { reason }),
  ...(row.before === null ? {} : { before: JSON.parse(row.before) as unknown }),
  ...(row.after === null ? {} : { after: JSON.parse(row.after) as unknown }),
});
