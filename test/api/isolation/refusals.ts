import type { Answer } from '../../support/app.js';
import { LETTERS } from '../route-table.js';
import { levelOf, type KnownDate } from '../visibility.js';
import { MET_FIELDS } from './booking-fields.js';
import { DUKOU, ZONES } from './cast.bookings.js';
import { MONTH } from './readings.js';
import { INSIDERS, type Fields, type Stage } from './stage.js';

export function refusals(at: () => Stage): void {
  it('a refusal says of what it met only what the table gives', async () => {
    const stage = at();
    const { cast, ledger } = stage;
    for (const letter of INSIDERS) {
      const caller = cast.callerOf(letter);
      const viewer = cast.viewerOf(letter);
      for (const booking of cast.bookings) {
        for (const { zone, start, end } of booking.dates) {
          const wish = { zone, start: new Date(start).toISOString(), end: new Date(end).toISOString(), title: 'Mine' };
          const answer = await caller.post<{ occurrences: { refusals: { code: string; met: Fields[] }[] }[] }>(
            `${DUKOU}/bookings/check`,
            wish,
          );
          const what = `check in ${zone} against "${booking.title}", ${letter}`;
          stage.look(what, letter, answer);
          const occupied = answer.body.occurrences[0]?.refusals.find(({ code }) => code === 'occupied');
          ledger.compare(what, occupied?.met.length, 1);
          const level = levelOf(viewer, booking, { zone } as KnownDate);
          ledger.fields(what, occupied?.met[0], MET_FIELDS[level]);
        }
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('another operator is told like one that does not exist', async () => {
    const stage = at();
    const { cast, ledger } = stage;
    for (const letter of INSIDERS) {
      const viewer = cast.viewerOf(letter);
      const caller = cast.callerOf(letter);
      for (const code of ['alpha', 'beta', 'gamma']) {
        const own = { alpha: 'Aa', beta: 'Bb', gamma: '' }[code] ?? '';
        const isStaff = ['owner', 'admin', 'office', 'desk'].includes(viewer.role);
        const may = own.includes(letter) || (isStaff && code !== 'gamma');
        const [list, unlisted] = [
          await caller.get(`${DUKOU}/bookings?operator=${code}`),
          await caller.get(`${DUKOU}/bookings?operator=nobody`),
        ];
        const wish = { zone: 'F3-MEET-2', start: '2026-09-24T10:00', end: '2026-09-24T11:00', title: 'x' };
        const [check, unchecked] = [
          await caller.post(`${DUKOU}/bookings/check`, { ...wish, operator: code }),
          await caller.post(`${DUKOU}/bookings/check`, { ...wish, operator: 'nobody' }),
        ];
        ledger.compare(`list of ${code}, ${letter}`, list.status, may ? 200 : 400);
        ledger.compare(`check for ${code}, ${letter}`, check.status, may ? 200 : 400);
        if (may) continue;
        const plain = ({ text }: Answer): string => text.replaceAll(/"(instance|requestId)":"[^"]*"/g, '');
        ledger.compare(`list of ${code} told, ${letter}`, plain(list).replaceAll(code, 'nobody'), plain(unlisted));
        ledger.compare(`check for ${code} told, ${letter}`, plain(check).replaceAll(code, 'nobody'), plain(unchecked));
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('who stays inside a closure is told only to who closes', async () => {
    const stage = at();
    const { cast, ledger } = stage;
    for (const letter of LETTERS) {
      for (const path of [`closures/${cast.closure}`, `closures?${MONTH}`]) {
        const answer = await cast.callerOf(letter).get(`${DUKOU}/${path}`);
        ledger.compare(
          `${path}, ${letter}`,
          [answer.status, answer.text.includes('"kept"')],
          [200, 'oxO'.includes(letter)],
        );
        stage.look(path, letter, answer);
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('availability is one answer for all who book under the same notice', async () => {
    const stage = at();
    const { cast, ledger } = stage;
    for (const zone of ZONES) {
      const path = `${DUKOU}/zones/${zone}/availability?${MONTH}`;
      const texts = new Map<string, string>();
      for (const letter of LETTERS) texts.set(letter, (await cast.callerOf(letter).get(path)).text);
      for (const letter of LETTERS) {
        const isStaff = 'doxO'.includes(letter);
        ledger.compare(`${path}, ${letter}`, texts.get(letter), texts.get(isStaff ? 'd' : '-'));
      }
    }
    expect(ledger.faults).toEqual([]);
  });
}
