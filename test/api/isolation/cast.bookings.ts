import type { Caller, TestApp } from '../../support/app.js';
import { truthOf, type KnownBooking } from '../visibility.js';
import { made } from './cast.things.js';

export const DUKOU = '/api/v1/centres/dukou';
export const FAR = '/api/v1/centres/far';

/** Run by alpha, run by beta, run by nobody, and the counselling room. */
export const ZONES = ['F2-KIDS-1', 'F2-ELDER-1', 'F3-MEET-2', 'F3-PERS-1'] as const;
const VISIBILITIES = ['public', 'internal', 'private'] as const;
const FIRST_DAY = 1;
export const LAST_DAY = 20;

const day = (n: number): string => `2026-09-${String(n).padStart(2, '0')}`;

export const PHONE = '0570-5550199';
export const behalfOf = (title: string): string => title.replace('Title ', 'Person ');

export type Makers = Readonly<Record<'a' | 'b' | 'p' | 'd' | 'x' | 'F', Caller>>;

/**
 * A booking of each maker in each kind of zone and of each visibility, three series with a date in a zone of another
 * operator, one in the other centre, and a closure that keeps some.
 */
export async function bookAll(test: TestApp, makers: Makers): Promise<{ closure: string; farBooking: KnownBooking }> {
  for (const zone of ZONES) {
    let n = FIRST_DAY;
    for (const letter of ['a', 'b', 'p', 'd'] as const) {
      for (const visibility of VISIBILITIES) {
        const name = `${letter}-${zone}-${visibility}`;
        const title = `Title ${name}`;
        const wish = {
          ...{ zone, visibility, title, note: `Note ${name}`, start: `${day(n)}T16:00`, end: `${day(n)}T17:00` },
          ...(letter === 'd' ? { onBehalfOf: { name: behalfOf(title), phone: PHONE } } : {}),
        };
        made(await makers[letter].post(`${DUKOU}/bookings`, wish));
        n += 1;
      }
    }
  }
  for (const [i, visibility] of VISIBILITIES.entries()) await bookSeries(makers.b, { n: 13 + i, visibility });
  const waiver = { reason: 'No hours are set here' };
  made(
    await makers.F.post(`${FAR}/bookings`, {
      ...{ zone: 'ROOM', title: 'Title far', note: 'Note far', visibility: 'internal', waiver },
      ...{ start: `${day(3)}T16:00`, end: `${day(3)}T17:00` },
    }),
  );
  const [farBooking] = await truthOf(test, 'far');
  if (!farBooking) throw new Error('no booking in the other centre');
  return { closure: await close(test, makers.x), farBooking };
}

async function bookSeries(maker: Caller, { n, visibility }: { n: number; visibility: string }): Promise<void> {
  const start = `${day(n)}T16:00`;
  const series = {
    ...{ zone: 'F2-ELDER-1', visibility, title: `Title series-${visibility}`, note: `Note series-${visibility}` },
    ...{ start, end: `${day(n)}T17:00`, recurrence: { rrule: 'FREQ=DAILY;COUNT=3;INTERVAL=4' } },
    replacements: [{ start, zone: 'F2-KIDS-1' }],
  };
  made(await maker.post(`${DUKOU}/bookings`, series));
}

async function close(test: TestApp, admin: Caller): Promise<string> {
  const dates = (await truthOf(test)).flatMap((booking) => booking.dates);
  const inside = dates.filter((date) => date.zone === 'F3-PERS-1');
  const closing = await admin.post<{ id: string }>(`${DUKOU}/closures`, {
    ...{ zone: 'F3-PERS-1', start: `${day(FIRST_DAY)}T15:00`, end: `${day(12)}T18:00`, reason: 'Painting' },
    choices: inside.map(({ id }) => ({ occurrence: id, action: 'keep' })),
  });
  return made(closing);
}
