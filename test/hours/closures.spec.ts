import type { ClosureBody } from '../../src/hours/dto/closure.body.js';
import type { RuleImpactHandler } from '../../src/hours/rule-impact.js';
import {
  affecting,
  at,
  book,
  cancel,
  CENTRE,
  closedTimes,
  openRig,
  owner,
  problemOf,
  shorten,
  type Rig,
} from './rig.js';

const HALL: ClosureBody = { zone: 'HALL', start: '2026-11-27T13:30', end: '2026-11-27T17:30', reason: 'Cleaning' };
const AFTERNOON = { zone: 'HALL-A', start: '2026-11-27T14:00', end: '2026-11-27T15:00' };

describe('a closure', () => {
  let rig: Rig;
  const close = (body: Partial<ClosureBody> = {}) =>
    rig.closures.create({ centreId: CENTRE, body: { ...HALL, ...body }, actor: owner });
  const rowsOf = async (table: string) =>
    (await rig.database.reader.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))?.n;
  const keptRows = async () =>
    (await rig.database.reader.all<{ kept: string }>('SELECT kept FROM closure_dates')).map((row) => row.kept);

  beforeEach(async () => {
    rig = await openRig({ now: '2026-08-24T10:00:00+08:00' });
  });
  afterEach(() => rig.close());

  it('takes each space cell of its zone whole', async () => {
    await close();
    expect(await closedTimes(rig)).toEqual([
      '11 2026-11-27T13:30/2026-11-27T17:30',
      '12 2026-11-27T13:30/2026-11-27T17:30',
    ]);
  });

  it('is written in pieces of at most 24 hours', async () => {
    await close({ zone: 'CHESS', start: '2026-09-01T00:00', end: '2026-09-03T12:00' });
    expect(await closedTimes(rig)).toEqual([
      '13 2026-09-01T00:00/2026-09-02T00:00',
      '13 2026-09-02T00:00/2026-09-03T00:00',
      '13 2026-09-03T00:00/2026-09-03T12:00',
    ]);
  });

  it('leaves a hole for a kept occurrence only in the cells that it takes', async () => {
    const choir = await book(rig, AFTERNOON);
    rig.impact.use(affecting([choir]));
    await close({ choices: [{ occurrence: choir.occurrence, action: 'keep' }] });
    expect(await closedTimes(rig)).toEqual([
      '11 2026-11-27T13:30/2026-11-27T14:00',
      '11 2026-11-27T15:00/2026-11-27T17:30',
      '12 2026-11-27T13:30/2026-11-27T17:30',
    ]);
    expect(await keptRows()).toEqual([JSON.stringify([choir.occurrence])]);
  });

  it('leaves a hole in a shared zone where two kept groups overlap', async () => {
    const one = await book(rig, { zone: 'CHESS', start: '2026-11-27T14:00', end: '2026-11-27T15:00' });
    const two = await book(rig, { zone: 'CHESS', start: '2026-11-27T14:30', end: '2026-11-27T16:00' });
    rig.impact.use(affecting([one, two]));
    const choices = [one, two].map(({ occurrence }) => ({ occurrence, action: 'keep' as const }));
    await close({ zone: 'CHESS', choices });
    expect(await closedTimes(rig)).toEqual([
      '13 2026-11-27T13:30/2026-11-27T14:00',
      '13 2026-11-27T16:00/2026-11-27T17:30',
    ]);
  });

  it('fills the hole when the kept occurrence ends earlier', async () => {
    const choir = await book(rig, AFTERNOON);
    rig.impact.use(affecting([choir]));
    await close({ zone: 'HALL-A', choices: [{ occurrence: choir.occurrence, action: 'keep' }] });
    await shorten(rig, choir.occurrence, '2026-11-27T14:20');
    expect(await closedTimes(rig)).toEqual([
      '11 2026-11-27T13:30/2026-11-27T14:00',
      '11 2026-11-27T14:20/2026-11-27T17:30',
    ]);
  });

  it('fills the hole and forgets the occurrence when that is cancelled', async () => {
    const choir = await book(rig, AFTERNOON);
    rig.impact.use(affecting([choir]));
    await close({ zone: 'HALL-A', choices: [{ occurrence: choir.occurrence, action: 'keep' }] });
    await cancel(rig, choir.occurrence);
    expect(await closedTimes(rig)).toEqual(['11 2026-11-27T13:30/2026-11-27T17:30']);
    expect(await keptRows()).toEqual(['[]']);
  });

  it('needs a choice for each affected occurrence, and writes nothing without', async () => {
    const choir = await book(rig, AFTERNOON);
    rig.impact.use(affecting([choir]));
    const problem = await problemOf(close());
    expect(problem).toMatchObject({
      code: 'choices-needed',
      extras: { affected: [{ occurrence: choir.occurrence, start: '2026-11-27T14:00:00+08:00', why: 'closed' }] },
    });
    expect([await rowsOf('closures'), await rowsOf('closure_dates'), await rowsOf('audit_log')]).toEqual([0, 0, 0]);
    expect(await closedTimes(rig)).toEqual([]);
  });

  it('shows whom it would meet and writes nothing in a dry run', async () => {
    const choir = await book(rig, AFTERNOON);
    rig.impact.use(affecting([choir]));
    const impact = await rig.closures.preview({ centreId: CENTRE, body: HALL, actor: owner });
    expect(impact.affected.map(({ occurrence }) => occurrence)).toEqual([choir.occurrence]);
    expect(await rowsOf('closures')).toBe(0);
  });

  it('asks about its own spans and zone', async () => {
    const asked: unknown[] = [];
    const curious: RuleImpactHandler = {
      ...affecting([]),
      affected: async (_queries, change) => {
        asked.push([change.closure?.zone.code, change.closure?.spans]);
        return [];
      },
    };
    rig.impact.use(curious);
    await close();
    expect(asked).toEqual([['HALL', [{ start: at('2026-11-27T13:30'), end: at('2026-11-27T17:30') }]]]);
  });

  it('refuses a choice about an occurrence that is not affected', async () => {
    const problem = await problemOf(close({ choices: [{ occurrence: 'nobody', action: 'keep' }] }));
    expect(problem).toMatchObject({ code: 'bad-input', extras: { errors: [{ pointer: '/choices/0/occurrence' }] } });
  });

  it('is refused when an occurrence is moved to a time that is closed as well', async () => {
    const choir = await book(rig, AFTERNOON);
    rig.impact.use(affecting([choir]));
    const choices = [{ occurrence: choir.occurrence, action: 'move' as const, start: '2026-11-27T16:00' }];
    expect(await problemOf(close({ choices }))).toMatchObject({
      code: 'refused',
      extras: { occurrences: [{ occurrence: choir.occurrence }] },
    });
    expect(await rowsOf('closures')).toBe(0);
  });

  it('is refused with the refusals of a choice that bookings cannot carry out', async () => {
    const choir = await book(rig, AFTERNOON);
    const refusal = { code: 'in-the-past', now: at('2026-08-24T10:00'), waivableBy: 'nobody' } as const;
    const refused = [{ occurrence: choir.occurrence, refusals: [refusal] }];
    rig.impact.use({ ...affecting([choir]), apply: async () => ({ refused }) });
    const choices = [{ occurrence: choir.occurrence, action: 'move' as const, start: '2026-08-01T16:00' }];
    expect(await problemOf(close({ choices }))).toMatchObject({
      code: 'refused',
      extras: { occurrences: [{ refusals: [{ code: 'in-the-past', now: '2026-08-24T10:00:00+08:00' }] }] },
    });
  });

  it.each(['HALL-A', 'HALL'])('is refused where %s is closed already, and says by what', async (zone) => {
    const first = await close({ zone });
    const second = close({ zone: 'HALL-A', start: '2026-11-27T17:00', end: '2026-11-27T18:00' });
    expect(await problemOf(second)).toMatchObject({
      code: 'refused',
      extras: { refusals: [{ code: 'closed', closure: first.closure.id, zone, start: '2026-11-27T13:30:00+08:00' }] },
    });
  });

  it('may begin where another one ends, and beside it', async () => {
    await close({ zone: 'HALL-A' });
    await close({ zone: 'HALL-A', start: '2026-11-27T17:30', end: '2026-11-27T18:00' });
    await close({ zone: 'HALL-B' });
    expect(await rowsOf('closures')).toBe(3);
  });

  it('that starts in the past is as if it started now', async () => {
    await close({ zone: 'HALL-A', start: '2026-08-24T09:00', end: '2026-08-24T12:00' });
    expect(await closedTimes(rig)).toEqual(['11 2026-08-24T10:00/2026-08-24T12:00']);
  });

  it('begins after the clean-up of an occurrence that has ended', async () => {
    await book(rig, { zone: 'HALL-A', start: '2026-08-24T08:00', end: '2026-08-24T09:50', cleanupMinutes: 30 });
    await close({ zone: 'HALL-A', start: '2026-08-24T10:00', end: '2026-08-24T12:00' });
    expect(await closedTimes(rig)).toEqual(['11 2026-08-24T10:20/2026-08-24T12:00']);
  });

  it('leaves the clean-up to an occurrence that is cut short', async () => {
    const choir = await book(rig, {
      zone: 'HALL-A',
      start: '2026-08-24T09:00',
      end: '2026-08-24T11:00',
      cleanupMinutes: 30,
    });
    rig.impact.use({
      ...affecting([choir]),
      apply: async (tx) => {
        await tx.run('UPDATE claims SET until_at = ? WHERE owner_id = ?', [at('2026-08-24T10:30'), choir.occurrence]);
        return { refused: [] };
      },
    });
    const choices = [{ occurrence: choir.occurrence, action: 'shorten' as const, end: '2026-08-24T10:00' }];
    await close({ zone: 'HALL-A', start: '2026-08-24T10:00', end: '2026-08-24T12:00', choices });
    expect(await closedTimes(rig)).toEqual(['11 2026-08-24T10:30/2026-08-24T12:00']);
  });

  it('counts its holes as closed', async () => {
    const choir = await book(rig, AFTERNOON);
    rig.impact.use(affecting([choir]));
    const { closure } = await close({ choices: [{ occurrence: choir.occurrence, action: 'keep' }] });
    const { plan } = await rig.world.now(CENTRE);
    const zone = plan.byCode.get('HALL-A');
    if (!zone) throw new Error('There is no HALL-A');
    const spans = [{ start: at('2026-11-27T14:10'), end: at('2026-11-27T14:20') }];
    const met = await rig.closureReader.meeting(rig.database.reader, { centreId: CENTRE, plan, zone, spans });
    expect(met).toEqual([
      expect.objectContaining({ id: closure.id, zone: 'HALL', reason: 'Cleaning', kept: [choir.occurrence] }),
    ]);
  });

  it.each<[string, Partial<ClosureBody>, string]>([
    ['an unknown zone', { zone: 'CELLAR' }, '/zone'],
    ['an end before its start', { end: '2026-11-27T13:00' }, '/end'],
    ['no length', { end: '2026-11-27T13:30' }, '/end'],
    ['more than 370 days', { end: '2027-12-03T13:30' }, '/end'],
    ['an end in the past', { start: '2026-08-24T08:00', end: '2026-08-24T10:00' }, '/end'],
    ['a rule that is none', { recurrence: { rrule: 'FREQ=SOMETIMES' } }, '/recurrence/rrule'],
    ['dates that run into each other', { end: '2026-11-28T14:00', recurrence: { rrule: 'FREQ=DAILY' } }, '/end'],
  ])('is bad input with %s', async (_what, body, pointer) => {
    const problem = await problemOf(close(body));
    expect(problem).toMatchObject({ code: 'bad-input', extras: { errors: [expect.objectContaining({ pointer })] } });
    expect(await rowsOf('closures')).toBe(0);
  });

  it('moves the version of the rules on and is in the audit log and the outbox', async () => {
    const before = (await rig.world.now(CENTRE)).plan.rulesVersion;
    const { closure } = await close();
    expect((await rig.world.now(CENTRE)).plan.rulesVersion).toBe(before + 1);
    const written = await rig.database.reader.all(
      `SELECT action AS kind, subject_id FROM audit_log UNION ALL SELECT kind, subject_id FROM outbox`,
    );
    expect(written).toEqual([
      { kind: 'closure.created', subject_id: closure.id },
      { kind: 'closure.created', subject_id: closure.id },
    ]);
  });
});
