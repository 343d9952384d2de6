import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { requireManages } from '../accounts/people.rules.js';
import { Reader } from '../platform/database/reader.js';
import { grouped } from '../platform/grouped.js';
import { formatInstant } from '../scheduling/time.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Account } from './account.js';

interface BookingRow {
  readonly centre_id: number;
  readonly id: string;
  readonly slug: string;
  readonly time_zone: string;
  readonly zone: string;
  readonly title: string;
  readonly note: string | null;
  readonly visibility: string;
  readonly status: string;
  readonly created_at: Instant;
}

interface DateRow {
  readonly booking_id: string;
  readonly zone: string;
  readonly start_at: Instant;
  readonly end_at: Instant;
  readonly status: string;
}

/** Centres whose data the actor may hand out: an admin's own, an owner's all. */
const IN_THEIR_CENTRES = `(? = 1 OR c.id IN (SELECT centre_id FROM memberships WHERE user_id = ? AND role = 'admin'))`;

const ACCOUNT = 'SELECT id, login, name, is_owner, locked_at, created_at FROM users WHERE id = ?';
const ROLES = `SELECT c.slug AS centre, m.role FROM memberships m JOIN centres c ON c.id = m.centre_id
  WHERE m.user_id = ? ORDER BY c.slug`;
const OPERATORS = `SELECT c.slug AS centre, o.code AS operator, p.role FROM operator_members p
  JOIN operators o ON o.centre_id = p.centre_id AND o.id = p.operator_id JOIN centres c ON c.id = p.centre_id
  WHERE p.user_id = ? ORDER BY c.slug, o.code`;
const TOKENS = 'SELECT name, created_at FROM tokens WHERE user_id = ? ORDER BY created_at';
const BOOKINGS = `SELECT b.centre_id, b.id, c.slug, c.time_zone, z.code AS zone, b.title, b.note, b.visibility, b.status, b.created_at
  FROM bookings b JOIN centres c ON c.id = b.centre_id JOIN zones z ON z.id = b.zone_id
  WHERE b.created_by = ? AND ${IN_THEIR_CENTRES} ORDER BY b.centre_id, b.id`;
const DATES = `SELECT o.booking_id, z.code AS zone, o.start_at, o.end_at, o.status
  FROM bookings b JOIN occurrences o ON o.centre_id = b.centre_id AND o.booking_id = b.id JOIN zones z ON z.id = o.zone_id
  WHERE b.centre_id = ? AND b.created_by = ? ORDER BY o.start_at`;
const NOTICES = `SELECT c.slug AS centre, c.time_zone, n.at, n.kind, n.subject_kind, n.subject_id, n.data, n.read_at
  FROM notices n JOIN centres c ON c.id = n.centre_id WHERE n.user_id = ? AND ${IN_THEIR_CENTRES} ORDER BY n.id`;

/** All that is kept of one account, for the person it belongs to. */
@Injectable()
export class AccountExport {
  constructor(private readonly reader: Reader) {}

  /** Throws `forbidden` unless the actor has every right that the account has. Times are RFC 3339. */
  async of(actor: Actor, account: Account, timeZone: string): Promise<Record<string, unknown>> {
    await requireManages(this.reader, { actor, person: account });
    const centres = [actor.isOwner ? 1 : 0, actor.id];
    const row = await this.reader.one<{ locked_at: number | null; created_at: Instant }>(ACCOUNT, [account.id]);
    const tokens = await this.reader.all<{ name: string; created_at: Instant }>(TOKENS, [account.id]);
    return {
      account: {
        ...account,
        locked: row?.locked_at !== null,
        ...(row && { createdAt: formatInstant(row.created_at, timeZone) }),
      },
      roles: await this.reader.all(ROLES, [account.id]),
      operators: await this.reader.all(OPERATORS, [account.id]),
      tokens: tokens.map(({ name, created_at: at }) => ({ name, createdAt: formatInstant(at, timeZone) })),
      bookings: await this.bookings(account.id, centres),
      notices: await this.notices(account.id, centres),
    };
  }

  /** For whom a booking was made is another person's data and is left out. */
  private async bookings(id: string, centres: readonly (number | string)[]): Promise<object[]> {
    const rows = await this.reader.all<BookingRow>(BOOKINGS, [id, ...centres]);
    const dates: DateRow[] = [];
    for (const centreId of new Set(rows.map((row) => row.centre_id))) {
      dates.push(...(await this.reader.all<DateRow>(DATES, [centreId, id])));
    }
    const datesOf = grouped(dates, (date) => date.booking_id);
    return rows.map(({ id: booking, slug: centre, zone, title, note, visibility, status, ...row }) => ({
      ...{ id: booking, centre, zone, title, note, visibility, status },
      createdAt: formatInstant(row.created_at, row.time_zone),
      dates: (datesOf.get(booking) ?? []).map((date) => ({
        zone: date.zone,
        start: formatInstant(date.start_at, row.time_zone),
        end: formatInstant(date.end_at, row.time_zone),
        status: date.status,
      })),
    }));
  }

  private async notices(id: string, centres: readonly (number | string)[]): Promise<object[]> {
    interface Row {
      readonly centre: string;
      readonly time_zone: string;
      readonly at: Instant;
      readonly kind: string;
      readonly subject_kind: string;
      readonly subject_id: string;
      readonly data: string;
      readonly read_at: number | null;
    }
    const rows = await this.reader.all<Row>(NOTICES, [id, ...centres]);
    return rows.map((row) => ({
      at: formatInstant(row.at, row.time_zone),
      kind: row.kind,
      centre: row.centre,
      subject: { kind: row.subject_kind, id: row.subject_id },
      data: JSON.parse(row.data) as unknown,
      read: row.read_at !== null,
    }));
  }
}
