import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { booked, check, create, meeting, nth, type PlaceBody, startsOf, wall, weekly, type Wish } from './requests.js';

const brief = ({ zone, start }: PlaceBody): string => `${zone} ${start.slice(11, 16)}`;

describe('alternatives to a refused date', () => {
  let app: TestApp;
  let office: Caller;
  beforeEach(async () => {
    app = await createTestApp();
    office = await app.as('office');
  });
  afterEach(() => app.close());

  const offered = async (wish: Wish): Promise<string[]> =>
    nth((await check(office, wish)).occurrences, 0).alternatives.map(brief);

  it('begin with the same zone nearest in time, later before earlier, then others at the same time by fit', async () => {
    await booked(office, meeting());
    // Meeting room 2 has 20 seats as well; next in size is the lounge, shared, with 24.
    expect(await offered(meeting())).toEqual(['F3-MEET-2 15:00', 'F3-MEET-3 14:00', 'F1-WELL-3 14:00']);
  });

  it('name the earlier time when that is nearer', async () => {
    await booked(office, meeting({ start: '2026-09-02T14:30', end: '2026-09-02T16:30' }));
    expect((await offered(meeting()))[0]).toBe('F3-MEET-2 13:30');
  });

  it('fit the heads and have the equipment that is needed', async () => {
    await booked(office, meeting());
    expect(await offered(meeting({ needs: ['screen'], heads: 18 }))).toEqual([
      'F3-MEET-2 15:00',
      'F3-MEET-3 14:00',
      'F3-PERS-3 14:00',
    ]);
    await booked(office, meeting({ zone: 'F3-MEET-1', heads: 40 }));
    const large = await offered(meeting({ zone: 'F3-MEET-1', heads: 61 }));
    expect(large[0]).toBe('F3-MEET-1 15:00');
    // Of 80 seats and more: the hall and its parts; 140 m² of elders' and children's rooms hold fewer or are taken.
    expect(large.slice(1)).toEqual(['F1-HALL-A 14:00', 'F1-HALL-B 14:00']);
  });

  it('include a combination that shares a part with what was asked for', async () => {
    await booked(office, meeting({ zone: 'F1-HALL-A', heads: 50 }));
    const found = await offered(meeting({ zone: 'F1-HALL-AB', heads: 121 }));
    // Set-up and clean-up of half an hour each: the booking that stands until 15:00 leaves the hall free from 16:00 on.
    expect(found[0]).toBe('F1-HALL-AB 16:00');
    expect(found).toContain('F1-HALL-BC 14:00');
    expect(found).toHaveLength(3);
  });

  it('are none when nothing on that date fits', async () => {
    expect(await offered(meeting({ zone: 'F1-HALL', heads: 300 }))).toEqual([]);
  });

  it('are at most three and none for a date that is taken', async () => {
    await booked(office, meeting());
    const { occurrences } = await check(office, weekly(2));
    expect(occurrences.map(({ alternatives }) => alternatives.length)).toEqual([3, 0]);
  });

  it('would not be offered when the rules forbid them', async () => {
    await booked(office, meeting({ start: '2026-09-02T19:00', end: '2026-09-02T20:30' }));
    // Later the centre is closed: what is left in the same room lies before.
    const found = await offered(meeting({ start: '2026-09-02T19:30', end: '2026-09-02T20:30' }));
    expect(found[0]).toBe('F3-MEET-2 18:00');
  });

  const refusedWishes: [string, Wish, Wish][] = [
    ['heads left out', {}, {}],
    ['heads named', { heads: 6 }, { heads: 6 }],
    ['equipment', { needs: ['screen'] }, {}],
    ['the hall', { zone: 'F1-HALL-AB' }, { zone: 'F1-HALL-A' }],
    ['a shared zone', { zone: 'F1-CHESS', heads: 20 }, { zone: 'F1-CHESS', heads: 30 }],
    ['a small room without heads', { zone: 'F1-WELL-1' }, { zone: 'F1-WELL-1' }],
    ['a large room', { zone: 'F2-ELDER-1' }, { zone: 'F2-ELDER-1' }],
  ];

  it.each(refusedWishes)('are taken when sent back as replacements: %s', async (_, changes, other) => {
    await booked(office, meeting(other));
    const wish = weekly(2, changes);
    const { alternatives } = nth((await check(office, wish)).occurrences, 0);
    expect(alternatives.length).toBeGreaterThan(0);
    for (const { zone, start, end } of alternatives) {
      const replacements = [{ start: '2026-09-02T14:00', zone, newStart: start, newEnd: end }];
      const preview = await check(office, { ...wish, replacements });
      expect([zone, start, preview.occurrences[0]?.refusals]).toEqual([zone, start, []]);
    }
    const { zone, start, end } = nth(alternatives, alternatives.length - 1);
    const replacements = [{ start: '2026-09-02T14:00', zone, newStart: start, newEnd: end }];
    const answer = await create(office, { ...wish, replacements });
    expect([answer.status, startsOf(answer.body)]).toEqual([201, [wall(start), '2026-09-09T14:00']]);
  });

  it('are taken even when the limit of a floor leaves room for no more heads than were asked for', async () => {
    // 240 of 260 heads on the first floor are taken: the lounge and the chess space can have the 6, not all their seats.
    await booked(office, meeting({ zone: 'F1-HALL', start: '2026-09-02T13:00', end: '2026-09-02T16:00', heads: 240 }));
    await booked(office, meeting({ zone: 'F1-WELL-2' }));
    const wish = meeting({ zone: 'F1-WELL-2' });
    const { alternatives } = nth((await check(office, wish)).occurrences, 0);
    for (const { zone, start, end } of alternatives) {
      const replacements = [{ start: '2026-09-02T14:00', zone, newStart: start, newEnd: end }];
      const preview = await check(office, { ...wish, replacements });
      expect([zone, preview.ok, preview.occurrences[0]?.heads]).toEqual([zone, true, 6]);
    }
  });
});
