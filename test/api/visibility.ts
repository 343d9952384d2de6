import { Reader } from '../../src/platform/database/reader.js';
import type { TestApp } from '../support/app.js';

/**
 * Who may see what, written from the description of tenancy and not from the code:
 *
 * - a public booking's title is for everybody; an internal one is for the centre's people and for the people of the
 *   operator it is for; a private one for those who hold it and for who decides in its zone;
 * - those who hold a booking are who made it (in an operator's name: as long as they belong to it) and the managers of
 *   the operator it is for; what the centre's people made, or the centre took over, only as long as they work here;
 * - who runs a zone sees its use: by name, or only when and how many, as the agreement says; a private one never;
 * - to everybody else a booking is only "busy".
 */
export type Level = 'everything' | 'title' | 'count' | 'busy';

/** A person as the description sees them, in one centre. */
export interface Viewer {
  /** Id of the person, or empty. */
  readonly id: string;
  readonly role: 'owner' | 'admin' | 'office' | 'desk' | 'member' | 'none';
  readonly operators: readonly { readonly id: string; readonly manager: boolean }[];
  /** What the agreements of their operators give today: zone codes, all below them included. */
  readonly runs: readonly { readonly zones: readonly string[]; readonly names: boolean; readonly decides: boolean }[];
}

export interface KnownBooking {
  readonly id: string;
  readonly title: string;
  readonly note: string | null;
  /** Name of the person it is for, who has no account. */
  readonly behalf: string | null;
  readonly visibility: 'public' | 'internal' | 'private';
  readonly status: string;
  readonly zone: string;
  readonly maker: string;
  readonly operator: string | null;
  /** In no operator's name: whether it is the centre's own, or a person's. */
  readonly booker: 'staff' | 'member';
  readonly dates: readonly KnownDate[];
}

export interface KnownDate {
  readonly id: string;
  readonly zone: string;
  readonly start: number;
  readonly end: number;
  readonly heads: number;
  readonly status: string;
}

const worksHere = ({ role }: Viewer): boolean => ['owner', 'admin', 'office', 'desk'].includes(role);
const handlesRequests = ({ role }: Viewer): boolean => ['owner', 'admin', 'office'].includes(role);

export function holds(viewer: Viewer, { maker, operator, booker }: KnownBooking): boolean {
  const made = viewer.id !== '' && viewer.id === maker;
  if (operator === null) return made && (booker === 'member' || worksHere(viewer));
  const own = viewer.operators.find(({ id }) => id === operator);
  return own?.manager === true || (made && (own !== undefined || worksHere(viewer)));
}

export const decidesIn = (viewer: Viewer, zone: string): boolean =>
  handlesRequests(viewer) || viewer.runs.some(({ zones, decides }) => decides && zones.includes(zone));

/** How much the viewer may know of what lies in that zone. */
export function levelAt(viewer: Viewer, booking: KnownBooking, zone: string): Level {
  if (holds(viewer, booking) || decidesIn(viewer, zone)) return 'everything';
  if (booking.visibility === 'private') return 'busy';
  const running = viewer.runs.filter(({ zones }) => zones.includes(zone));
  const colleague = viewer.operators.some(({ id }) => id === booking.operator);
  if (worksHere(viewer) || colleague || running.some(({ names }) => names)) return 'everything';
  if (booking.visibility === 'public') return 'title';
  return running.length > 0 ? 'count' : 'busy';
}

export const levelOf = (viewer: Viewer, booking: KnownBooking, { zone }: KnownDate): Level =>
  levelAt(viewer, booking, zone);

const named = (level: Level): boolean => level === 'everything' || level === 'title';

/** Whether the booking may be named at all: for one of its dates, or as a whole. */
export const mayOpen = (viewer: Viewer, booking: KnownBooking): boolean =>
  booking.visibility === 'public' ||
  isWholly(viewer, booking) ||
  booking.dates.some((date) => named(levelOf(viewer, booking, date)));

/** Whether every date is theirs to know, wherever it lies. */
export const isWholly = (viewer: Viewer, booking: KnownBooking): boolean =>
  levelAt(viewer, booking, 'nowhere') === 'everything';

/** Dates of which they may know more than that the time is taken. */
export const namedDates = (viewer: Viewer, booking: KnownBooking): KnownDate[] =>
  booking.dates.filter((date) => named(levelOf(viewer, booking, date)));

/** Who may change a booking that they know of. */
export function mayChange(viewer: Viewer, { maker, operator, booker }: KnownBooking): boolean {
  if (worksHere(viewer)) return true;
  const own = viewer.operators.find(({ id }) => id === operator);
  if (operator === null) return viewer.id === maker && booker === 'member';
  return own !== undefined && (own.manager || viewer.id === maker);
}

/** What really is in the database, whoever may know of it. */
export async function truthOf({ app }: TestApp, slug = 'dukou'): Promise<KnownBooking[]> {
  const reader = app.get(Reader, { strict: false });
  const rows = await reader.all<Omit<KnownBooking, 'dates'>>(
    `SELECT b.id, b.title, b.note, b.behalf_name AS behalf, b.visibility, b.status, b.created_by AS maker, b.operator_id AS operator, b.booker, z.code AS zone
     FROM bookings b JOIN centres c ON c.id = b.centre_id JOIN zones z ON z.id = b.zone_id WHERE c.slug = ? ORDER BY b.id`,
    [slug],
  );
  const dates = await reader.all<KnownDate & { booking: string }>(
    `SELECT o.id, o.booking_id AS booking, o.start_at AS start, o.end_at AS "end", o.heads, o.status, z.code AS zone
     FROM occurrences o JOIN centres c ON c.id = o.centre_id JOIN zones z ON z.id = o.zone_id WHERE c.slug = ? ORDER BY o.id`,
    [slug],
  );
  return rows.map((row) => ({ ...row, dates: dates.filter(({ booking }) => booking === row.id) }));
}

/** A text that must not stand in an answer, and what it would give away. */
export interface Secret {
  readonly text: string;
  readonly what: string;
}

/** All that the viewer may not read of a booking, wherever it might stand. Titles and notes have to be one of a kind. */
export function secretsOf(viewer: Viewer, booking: KnownBooking): Secret[] {
  const open = mayOpen(viewer, booking);
  const full =
    isWholly(viewer, booking) || booking.dates.some((date) => levelOf(viewer, booking, date) === 'everything');
  const shown = new Set(namedDates(viewer, booking));
  return [
    ...(open
      ? []
      : [
          { text: booking.id, what: 'id' },
          { text: booking.title, what: 'title' },
        ]),
    ...(full || booking.note === null ? [] : [{ text: booking.note, what: 'note' }]),
    ...(full || booking.behalf === null ? [] : [{ text: booking.behalf, what: 'person it is for' }]),
    ...booking.dates.filter((date) => !shown.has(date)).map(({ id }) => ({ text: id, what: 'id of a date' })),
  ];
}
