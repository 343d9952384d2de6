import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { act, booked, CENTRE, meeting, on, type ProblemBody } from './requests.js';

interface Scheduled {
  start: string;
  zone: string;
  status: string;
  busy?: boolean;
  title?: string;
  [member: string]: unknown;
}

interface Schedule {
  timeZone: string;
  zones: { code: string; open: object[]; closures: { reason: string }[]; occurrences: Scheduled[] }[];
}

describe('the schedule', () => {
  let app: TestApp;
  let office: Caller;
  let desk: Caller;
  beforeAll(async () => {
    app = await createTestApp();
    office = await app.as('office');
    desk = await app.as('desk');
    await booked(office, meeting({ title: 'Open day', visibility: 'public' }));
    await booked(office, meeting({ ...on('2026-09-02', '15:00', '16:00'), title: 'Budget', visibility: 'internal' }));
    await booked(office, meeting({ ...on('2026-09-02', '16:00', '17:00'), title: 'Mediation', visibility: 'private' }));
    await booked(desk, meeting({ zone: 'F1-HALL-AB', heads: 90, title: 'Request', visibility: 'public' }));
    const gone = await booked(office, meeting({ ...on('2026-09-02', '18:00', '19:00'), title: 'Gone' }));
    await act(office, 'cancel', [gone]);
    await office.post(`${CENTRE}/closures`, {
      zone: 'F3-MEET',
      ...on('2026-09-02', '09:00', '10:00'),
      reason: 'Drill',
    });
  });
  afterAll(() => app.close());

  const of = async (zones: string, caller: Caller): Promise<Schedule> =>
    (await caller.get<Schedule>(`${CENTRE}/schedule?from=2026-09-02&to=2026-09-02&zones=${zones}`)).body;
  const seen = async (caller: Caller): Promise<(string | undefined)[]> =>
    (await of('F3-MEET-2', caller)).zones.flatMap(({ occurrences }) =>
      occurrences.map(({ title, busy }) => (busy === true ? 'busy' : title)),
    );

  it('gives hours, closures and what lies there for several zones in one call, without a log-in', async () => {
    const { timeZone, zones } = await of('F3-MEET-2,F3-MEET-3', app.anonymous);
    expect(timeZone).toBe('Asia/Shanghai');
    expect(zones.map(({ code }) => code)).toEqual(['F3-MEET-2', 'F3-MEET-3']);
    for (const zone of zones) {
      expect(zone.open).toEqual([{ start: '2026-09-02T08:30:00+08:00', end: '2026-09-02T20:30:00+08:00' }]);
      expect(zone.closures).toMatchObject([{ reason: 'Drill', start: '2026-09-02T09:00:00+08:00' }]);
    }
    expect(zones.map(({ occurrences }) => occurrences.length)).toEqual([3, 0]);
  });

  it('shows titles only to who may know them', async () => {
    expect(await seen(app.anonymous)).toEqual(['Open day', 'busy', 'busy']);
    expect(await seen(await app.as('member'))).toEqual(['Open day', 'busy', 'busy']);
    expect(await seen(desk)).toEqual(['Open day', 'Budget', 'busy']);
    expect(await seen(office)).toEqual(['Open day', 'Budget', 'Mediation']);
  });

  it('tells nobody more of what is busy than when and where', async () => {
    const { zones } = await of('F3-MEET-2', app.anonymous);
    const [open, busy] = zones[0]?.occurrences ?? [];
    expect(Object.keys(busy ?? {}).sort()).toEqual([
      'busy',
      'cleanupMinutes',
      'end',
      'setupMinutes',
      'start',
      'status',
      'zone',
    ]);
    expect(Object.keys(open ?? {}).sort()).toEqual([
      'booking',
      'cleanupMinutes',
      'end',
      'id',
      'setupMinutes',
      'start',
      'status',
      'title',
      'zone',
    ]);
  });

  it('shows what takes a part of a zone in every zone that shares the part', async () => {
    const { zones } = await of('F1-HALL,F1-HALL-A,F1-HALL-BC,F1-HALL-C', office);
    expect(zones.map(({ occurrences }) => occurrences.map(({ zone, status }) => `${zone} ${status}`))).toEqual([
      ['F1-HALL-AB pending'],
      ['F1-HALL-AB pending'],
      ['F1-HALL-AB pending'],
      [],
    ]);
  });

  it('gives all zones when none are named', async () => {
    const answer = await office.get<Schedule>(`${CENTRE}/schedule?from=2026-09-02&to=2026-09-02`);
    const list = await office.get<{ items: object[] }>(`${CENTRE}/zones`);
    expect(answer.body.zones).toHaveLength(list.body.items.length);
  });

  it.each([
    ['from=2026-09-02&to=2026-09-02&zones=F1-HALL,NOWHERE', '/zones/1'],
    ['from=2026-09-02&to=2026-09-02&zones=', '/zones'],
    ['from=2026-09-02', '/to'],
    ['from=2026-09-02&to=2027-09-02', '/to'],
    ['from=yesterday&to=2026-09-02', '/from'],
  ])('calls %s bad input', async (query, pointer) => {
    const answer = await office.get<ProblemBody>(`${CENTRE}/schedule?${query}`);
    expect([answer.status, answer.body.errors?.map((error) => error.pointer)]).toEqual([400, [pointer]]);
  });
});
