import { v7 } from 'uuid';
import { BASE, bookingOf, slot, wallOf } from './centre.mjs';
import { client } from './load.mjs';

/** Tables that one booking writes to, in the order in which the rows go in; `seq` of the outbox counts itself. */
const TABLES = ['bookings', 'occurrences', 'claims', 'audit_log', 'outbox'];
const KEY_OF = { bookings: 'id', occurrences: 'booking_id', audit_log: 'subject_id', outbox: 'subject_id' };
const COUNTED = 'seq';

/**
 * Books once through the API and reads back what that wrote: the pattern for rows that the bench writes itself, so
 * that both write the same whatever the application's tables look like. `query` gives the rows of a statement.
 */
export async function templateOf({ url, token, query, rooms }) {
  const caller = client(url, { authorization: `Bearer ${token}` });
  const made = await caller.post(`${BASE}/bookings`, bookingOf(slot(0, rooms)));
  caller.close();
  const ids = { claims: made.occurrences[0].id };
  const rows = [];
  for (const table of TABLES) {
    const found = await query(
      `SELECT * FROM ${table} WHERE ${KEY_OF[table] ?? 'owner_id'} = '${ids[table] ?? made.id}'`,
    );
    if (found.length === 0) throw new Error(`the booking of the template left nothing in ${table}`);
    rows.push(...found.map((row) => ({ table, row })));
  }
  return { rows, rooms: await roomsOf(query, rooms) };
}

/** Zone and cell of each room by its code. */
async function roomsOf(query, codes) {
  const rows = await query(
    `SELECT z.code, z.id AS zone_id, c.id AS cell_id, z.centre_id FROM zones z JOIN cells c ON c.zone_id = z.id AND c.kind = 'space'
     WHERE z.centre_id = (SELECT id FROM centres WHERE slug = 'bench')`,
  );
  const byCode = new Map(
    rows.map((row) => [row.code, { ...row, zone_id: Number(row.zone_id), cell_id: Number(row.cell_id) }]),
  );
  return new Map(codes.map((code) => [code, byCode.get(code)]));
}

/**
 * The statements that write one booking, each with a function from its `draft` to the values: rows of the template with
 * the draft's own ids, times and cells. `?` marks a value.
 */
export const insertsOf = ({ rows }) =>
  rows.map(({ table, row }) => {
    const columns = Object.keys(row).filter((name) => !(table === 'outbox' && name === COUNTED));
    const overrides = OWN[table];
    const values = columns.map((name) => overrides[name] ?? (() => row[name]));
    return {
      text: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      valuesOf: (draft) => values.map((value) => value(draft, row)),
    };
  });

/** What a booking of the n-th slot has of its own. */
export function draftOf(n, { rooms }, codes) {
  const { zone, startAt, endAt } = slot(n, codes);
  const { zone_id, cell_id } = rooms.get(zone);
  return {
    booking: v7(),
    occurrence: v7(),
    audit: v7(),
    startAt,
    endAt,
    start: wallOf(startAt),
    end: wallOf(endAt),
    zone_id,
    cell_id,
  };
}

const start = (draft) => draft.start;
const OWN = {
  bookings: { id: (d) => d.booking, zone_id: (d) => d.zone_id },
  occurrences: {
    id: (d) => d.occurrence,
    booking_id: (d) => d.booking,
    zone_id: (d) => d.zone_id,
    original_wall: start,
    series_wall: start,
    start_wall: start,
    end_wall: (d) => d.end,
    start_at: (d) => d.startAt,
    end_at: (d) => d.endAt,
  },
  claims: {
    owner_id: (d) => d.occurrence,
    // The cell of a head-count limit is the same for all rooms below it.
    cell_id: (d, row) => (Number(row.exclusive) === 1 ? d.cell_id : row.cell_id),
    from_at: (d) => d.startAt,
    until_at: (d) => d.endAt,
  },
  audit_log: { id: (d) => d.audit, subject_id: (d) => d.booking },
  outbox: { subject_id: (d) => d.booking },
};
