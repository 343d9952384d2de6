import type { ChoiceBody } from '../../src/hours/dto/choice.body.js';
import type { RuleImpactHandler } from '../../src/hours/rule-impact.js';
import type { HoursDocument } from '../../src/scheduling/hours.types.js';
import { openSpansOn } from '../../src/scheduling/hours.js';
import { parseWallDate, toWall } from '../../src/scheduling/time.js';
import { affecting, book, CENTRE, openRig, owner, problemOf, ZONE, type Rig } from './rig.js';

const centre = { id: CENTRE, slug: 'rig', timeZone: ZONE };
/** Monday 08:30–20:30 and nothing else. */
const MONDAYS: HoursDocument = { weekly: { '1': [{ start: '08:30', end: '20:30' }] } };
const MONDAY = '2026-08-31';

describe('opening hours', () => {
  let rig: Rig;
  const put = (
    document: object,
    {
      zone = null,
      ifMatch = null,
      choices = [],
    }: { zone?: string | null; ifMatch?: number | null; choices?: ChoiceBody[] } = {},
  ) => rig.hours.replace({ centre, zone, document, choices, ifMatch, actor: owner });
  const openOn = async (zone: string | null, from: string, to = from) => {
    const spans = await rig.hours.open({ centre, zone }, { from, to });
    return spans.map(({ start, end }) => `${toWall(start, ZONE)}/${toWall(end, ZONE)}`);
  };

  beforeEach(async () => {
    rig = await openRig({ now: '2026-08-24T10:00:00+08:00' });
  });
  afterEach(() => rig.close());

  it('are empty at version 0 until they are set', async () => {
    expect(await rig.hours.read({ centre, zone: null })).toEqual({ document: {}, version: 0 });
    expect(await openOn(null, MONDAY)).toEqual([]);
  });

  it('are stored whole and count their versions', async () => {
    await put(MONDAYS, { ifMatch: 0 });
    expect(await rig.hours.read({ centre, zone: null })).toEqual({ document: MONDAYS, version: 1 });
    await put({ weekly: {} }, { ifMatch: 1 });
    expect(await rig.hours.read({ centre, zone: null })).toEqual({ document: { weekly: {} }, version: 2 });
  });

  it('are not replaced against an old version', async () => {
    await put(MONDAYS, { ifMatch: 0 });
    expect((await problemOf(put({}, { ifMatch: 0 }))).code).toBe('stale');
    expect(await openOn(null, MONDAY)).toEqual(['2026-08-31T08:30/2026-08-31T20:30']);
  });

  it('of a zone are bounded by those above, unless marked as going beyond', async () => {
    await put(MONDAYS);
    await put({ weekly: { '1': [{ start: '07:00', end: '12:00' }] } }, { zone: 'HALL-A' });
    expect(await openOn('HALL-A', MONDAY)).toEqual(['2026-08-31T08:30/2026-08-31T12:00']);
    const exception = {
      from: MONDAY,
      to: MONDAY,
      spans: [{ start: '07:00', end: '12:00' }],
      reason: 'Market',
      beyond: true,
    };
    await put({ exceptions: [exception] }, { zone: 'HALL-A' });
    expect(await openOn('HALL-A', MONDAY)).toEqual(['2026-08-31T07:00/2026-08-31T12:00']);
  });

  it('of a zone that says nothing are those of the zone above it', async () => {
    await put(MONDAYS);
    await put({ weekly: { '1': [{ start: '09:00', end: '10:00' }] } }, { zone: 'HALL' });
    expect(await openOn('HALL-B', MONDAY)).toEqual(['2026-08-31T09:00/2026-08-31T10:00']);
    expect(await openOn('CHESS', MONDAY)).toEqual(['2026-08-31T08:30/2026-08-31T20:30']);
  });

  it('are cut to the period that was asked for', async () => {
    await put(MONDAYS);
    expect(await openOn(null, '2026-08-31T10:00', '2026-08-31T11:00')).toEqual(['2026-08-31T10:00/2026-08-31T11:00']);
  });

  it('are seen by who reads the world next', async () => {
    await put(MONDAYS);
    const { plan, hours } = await rig.world.now(CENTRE);
    const zone = plan.byCode.get('CHESS');
    const date = parseWallDate(MONDAY);
    if (!zone || !date) throw new Error('There is no CHESS');
    const day = openSpansOn({ date, layers: hours.layersOf(zone), calendar: hours.calendar });
    expect(day.spans).toEqual([{ start: 8.5 * 60, end: 20.5 * 60 }]);
    expect(await rig.world.of(plan)).toBe(hours);
  });

  it('tell all faults of a document at once', async () => {
    const bad = { weekly: { '8': [] }, statutory: { makeUp: 9 }, exceptions: [{ from: '2026-02-30' }] };
    const { code, extras } = await problemOf(put(bad));
    const pointers = (extras['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(code).toBe('bad-input');
    expect(pointers).toEqual(expect.arrayContaining(['/weekly/8', '/statutory/makeUp', '/exceptions/0/from']));
  });

  it('of an unknown zone are not found', async () => {
    expect((await problemOf(rig.hours.read({ centre, zone: 'CELLAR' }))).code).toBe('not-found');
    expect((await problemOf(put({}, { zone: 'CELLAR' }))).code).toBe('not-found');
  });

  it('ask bookings about the hours before and after', async () => {
    await put(MONDAYS);
    const asked: unknown[] = [];
    const curious: RuleImpactHandler = {
      ...affecting([]),
      affected: async (_queries, { plan, hoursBefore, hoursAfter }) => {
        const zone = plan.byCode.get('CHESS');
        if (zone) asked.push(hoursBefore.layersOf(zone)[0]?.document, hoursAfter.layersOf(zone)[0]?.document);
        return [];
      },
    };
    rig.impact.use(curious);
    await rig.hours.preview({ centre, zone: null, document: { weekly: {} }, choices: [], ifMatch: 1, actor: owner });
    expect(asked).toEqual([MONDAYS, { weekly: {} }]);
    expect((await rig.hours.read({ centre, zone: null })).version).toBe(1);
  });

  it('need a choice for each affected occurrence, and carry it out', async () => {
    const choir = await book(rig, { zone: 'HALL-A', start: '2026-08-31T09:00', end: '2026-08-31T10:00' });
    const bookings = affecting([choir]);
    rig.impact.use(bookings);
    expect((await problemOf(put(MONDAYS))).code).toBe('choices-needed');
    expect((await rig.hours.read({ centre, zone: null })).version).toBe(0);
    const choice = { occurrence: choir.occurrence, action: 'cancel' as const, reason: 'We are closed' };
    await put(MONDAYS, { choices: [choice] });
    expect(bookings.applied).toEqual([choice]);
    expect((await rig.hours.read({ centre, zone: null })).version).toBe(1);
  });

  it.each<[string, ChoiceBody[], string]>([
    ['a cancellation without a reason', [{ occurrence: 'x', action: 'cancel' }], '/choices/0/reason'],
    ['a move without a time', [{ occurrence: 'x', action: 'move' }], '/choices/0/start'],
    [
      'a shortening, which only closures do',
      [{ occurrence: 'x', action: 'shorten', end: '2026-08-31T10:00' }],
      '/choices/0/action',
    ],
    [
      'two choices for one occurrence',
      [
        { occurrence: 'x', action: 'keep' },
        { occurrence: 'x', action: 'keep' },
      ],
      '/choices/1/occurrence',
    ],
  ])('refuse %s', async (_what, choices, pointer) => {
    expect(await problemOf(put(MONDAYS, { choices }))).toMatchObject({
      code: 'bad-input',
      extras: { errors: [{ pointer }] },
    });
  });

  it('are in the audit log with what was before', async () => {
    await put(MONDAYS, { zone: 'CHESS' });
    await put({}, { zone: 'CHESS' });
    const rows = await rig.database.reader.all(
      'SELECT action, subject_kind, subject_id, before, after FROM audit_log ORDER BY id',
    );
    const entry = { action: 'hours.changed', subject_kind: 'zone', subject_id: 'CHESS' };
    expect(rows).toContainEqual({ ...entry, before: '{}', after: JSON.stringify(MONDAYS) });
    expect(rows).toContainEqual({ ...entry, before: JSON.stringify(MONDAYS), after: '{}' });
  });

  it('of ten changes at once are all made, one after the other', async () => {
    await Promise.all(Array.from({ length: 10 }, () => put(MONDAYS)));
    expect((await rig.hours.read({ centre, zone: null })).version).toBe(10);
  });
});
