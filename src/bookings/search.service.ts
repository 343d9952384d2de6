import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import type { SqlValue } from '../platform/database/sql.js';
import { readBooking } from './bookings.store.js';
import type { Asking } from './bookings.service.js';
import { visibleWhole } from './sight.js';
import { sightCondition } from './sight.sql.js';
import { isSlipCode, readSlipCode } from './slip-code.js';
import { bookingHead, occurrenceView } from './views.js';
import { BookingWorld, standingIn } from './world.service.js';

const MOST = 20;
const DATES_SHOWN = 5;

/** Finds bookings made for people at the desk, newest first, as far as the actor may know of them. */
@Injectable()
export class SearchService {
  constructor(
    private readonly reader: Reader,
    private readonly worlds: BookingWorld,
  ) {}

  async search(text: string, asking: Asking): Promise<{ items: object[] }> {
    const rules = await this.worlds.rules(asking.centreId);
    const standing = standingIn(rules, asking);
    const sight = sightCondition(standing, null);
    const wanted = conditionFor(text.trim());
    const rows = await this.reader.all<{ id: string }>(
      `SELECT id FROM bookings WHERE centre_id = ? AND ${wanted.text}${sight ? ` AND ${sight.text}` : ''}
       ORDER BY id DESC LIMIT ${MOST}`,
      [asking.centreId, ...wanted.values, ...(sight?.values ?? [])],
    );
    const wholes = await Promise.all(rows.map(({ id }) => readBooking(this.reader, asking.centreId, id)));
    const items = wholes.flatMap((whole) => {
      const seen = whole && visibleWhole(standing, whole);
      if (!seen) return [];
      const ahead = seen.whole.occurrences.filter(({ end }) => end > asking.now);
      const shown = (ahead.length > 0 ? ahead : seen.whole.occurrences.slice(-1)).slice(0, DATES_SHOWN);
      const occurrences = shown.map((one) => occurrenceView(rules.plan, one, seen.sight));
      return [{ ...bookingHead(rules, seen.whole.booking, seen), occurrences }];
    });
    return { items };
  }
}

/** A slip's code, four digits that end a phone number, or else a part of a name. */
function conditionFor(text: string): { text: string; values: SqlValue[] } {
  const code = readSlipCode(text);
  if (isSlipCode(code))
    return {
      text: 'EXISTS (SELECT 1 FROM slips s WHERE s.centre_id = bookings.centre_id AND s.booking_id = bookings.id AND s.code = ?)',
      values: [code],
    };
  if (/^\d{4}$/.test(text))
    return {
      text: `behalf_name IS NOT NULL AND REPLACE(REPLACE(behalf_phone, '-', ''), ' ', '') LIKE ?`,
      values: [`%${text}`],
    };
  const part = text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
  return { text: `behalf_name IS NOT NULL AND LOWER(behalf_name) LIKE ? ESCAPE '\\'`, values: [`%${part}%`] };
}
