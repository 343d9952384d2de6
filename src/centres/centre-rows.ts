import type { Tx } from '../platform/database/sql.js';
import type { Centre } from './centre.js';

/** What can be said of a centre; the rest is kept by the database. */
export type CentreFacts = Omit<Centre, 'id' | 'version'>;

/** Gives the new centre's id; null when its slug is taken. */
export async function insertCentre(tx: Tx, facts: CentreFacts): Promise<number | null> {
  const row = await tx.one<{ id: number }>(
    `INSERT INTO centres (slug, name, name_en, time_zone, area_m2, policy, note) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (slug) DO NOTHING RETURNING id`,
    [facts.slug, ...columnsOf(facts)],
  );
  return row?.id ?? null;
}

/** Everything but the slug, which stands in addresses and stays. */
export async function updateCentre(tx: Tx, id: number, facts: CentreFacts): Promise<void> {
  await tx.run(
    `UPDATE centres SET name = ?, name_en = ?, time_zone = ?, area_m2 = ?, policy = ?, note = ?, version = version + 1
     WHERE id = ?`,
    [...columnsOf(facts), id],
  );
}

/** Whether nothing stands in the centre whose instants were worked out in its time zone. */
export async function isTimeZoneFree(tx: Tx, centreId: number): Promise<boolean> {
  const booked = await tx.one('SELECT 1 AS found FROM bookings WHERE centre_id = ? LIMIT 1', [centreId]);
  const closed = await tx.one('SELECT 1 AS found FROM closures WHERE centre_id = ? LIMIT 1', [centreId]);
  const agreed = await tx.one('SELECT 1 AS found FROM agreements WHERE centre_id = ? LIMIT 1', [centreId]);
  return booked === undefined && closed === undefined && agreed === undefined;
}

const columnsOf = (facts: CentreFacts): (string | number | null)[] => [
  facts.name,
  facts.nameEn,
  facts.timeZone,
  facts.areaM2,
  JSON.stringify(facts.policy),
  facts.note,
];
