import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';

const ZONES = '/api/v1/centres/dukou/zones';

let app: TestApp;
let admin: Caller;

beforeEach(async () => {
  app = await createTestApp({ demo: 'plan' });
  admin = await app.as('admin');
});

afterEach(() => app.close());

interface Body {
  items: Body[];
  errors: { pointer: string }[];
  [member: string]: unknown;
}

const zone = (code: string): Promise<Answer<Body>> => app.anonymous.get<Body>(`${ZONES}/${code}`);
const patch = (code: string, body: unknown, ifMatch: string | number = '*'): Promise<Answer<Body>> =>
  admin.call<Body>('PATCH', `${ZONES}/${code}`, { body, ifMatch });
const pointers = (answer: Answer<Body>): string[] => answer.body.errors.map((fault) => fault.pointer);

/** A fourth meeting room, cut out of the circulation area. */
const ROOM = {
  code: 'F3-CIRC-1',
  name: '小间',
  parent: null,
  areaM2: 20,
  seats: 4,
  mode: 'exclusive',
};

describe('reading zones', () => {
  it('gives the whole plan to anybody, parents before children', async () => {
    const answer = await app.anonymous.get<Body>(ZONES);
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toMatch(/^"\d+"$/);
    const codes = answer.body.items.map((item) => item['code'] as string);
    expect(codes).toHaveLength(36);
    expect(codes.slice(0, 8)).toEqual([
      'F1',
      'F1-SVC',
      'F1-HALL',
      'F1-HALL-A',
      'F1-HALL-B',
      'F1-HALL-C',
      'F1-HALL-AB',
      'F1-HALL-BC',
    ]);
  });

  it('gives one zone with its own policy, what holds after inheritance, and where that comes from', async () => {
    const { status, headers, body } = await zone('F1-HALL-AB');
    expect(status).toBe(200);
    expect(headers['etag']).toBe('"1"');
    expect(body).toMatchObject({
      code: 'F1-HALL-AB',
      parent: 'F1-HALL',
      kind: 'combination',
      areaM2: 0,
      seats: 160,
      mode: 'exclusive',
      parts: ['F1-HALL-A', 'F1-HALL-B'],
      equipment: [],
      allEquipment: ['projector', 'sound', 'stage'],
      policy: {},
      rules: { setupMinutes: 30, longestMinutes: 600, gridMinutes: 15, approval: 'centre' },
      rulesFrom: { setupMinutes: 'F1-HALL', gridMinutes: 'centre' },
    });
    expect((await zone('F1')).body).toMatchObject({ mode: 'none', limit: 260, seats: null });
  });

  it('takes codes letter by letter and answers 404 for any other', async () => {
    expect((await zone('f1-hall')).status).toBe(404);
    expect((await zone('F9')).status).toBe(404);
    expect((await app.anonymous.get('/api/v1/centres/nowhere/zones/F1')).status).toBe(404);
  });
});

describe('changing a zone', () => {
  it('is for the admin: nobody else, and only with the version that was read', async () => {
    const body = { seats: 10 };
    expect((await app.anonymous.call('PATCH', `${ZONES}/F1-WELL-1`, { body })).status).toBe(401);
    const office = await app.as('office');
    expect((await office.call('PATCH', `${ZONES}/F1-WELL-1`, { body, ifMatch: 1 })).status).toBe(403);
    expect((await admin.call('PATCH', `${ZONES}/F9`, { body })).status).toBe(404);
    expect((await admin.call('PATCH', `${ZONES}/F1-WELL-1`, { body })).status).toBe(428);
    expect((await patch('F1-WELL-1', body, 7)).status).toBe(412);
    expect((await patch('F1-WELL-1', body, 1)).status).toBe(200);
  });

  it('moves its version on, and that of the plan', async () => {
    const before = await app.anonymous.get(ZONES);
    const answer = await patch('F1-WELL-1', { seats: 10, equipment: ['couch'], limit: 12 }, 1);
    expect(answer.body).toMatchObject({ seats: 10, equipment: ['couch'], limit: 12, version: 2 });
    expect(answer.headers['etag']).toBe('"2"');
    expect((await zone('F1-WELL-1')).headers['etag']).toBe('"2"');
    expect((await app.anonymous.get(ZONES)).headers['etag']).not.toBe(before.headers['etag']);
  });

  it('merges its policy, and null takes a rule back', async () => {
    await patch('F1-HALL', { policy: { setupMinutes: 45, cleanupMinutes: null } });
    const { body } = await zone('F1-HALL-A');
    expect(body).toMatchObject({ rules: { setupMinutes: 45, cleanupMinutes: 0, longestMinutes: 600 } });
    expect((await zone('F1-HALL')).body['policy']).toEqual({
      longestMinutes: 600,
      setupMinutes: 45,
      approval: 'centre',
    });
  });

  it('is refused with all faults of the input', async () => {
    expect(pointers(await patch('F1-HALL', { seats: 0, mode: 'open', colour: 'red' })).toSorted()).toEqual([
      '/colour',
      '/mode',
      '/seats',
    ]);
    expect(pointers(await patch('F1-HALL', { policy: { gridMinutes: 7, speed: 1 } }))).toEqual([
      '/policy/speed',
      '/policy/gridMinutes',
    ]);
    expect(pointers(await patch('F1-CHESS', { seats: null }))).toEqual(['/seats']);
    expect(pointers(await patch('F1-HALL', { mode: 'shared' }))).toEqual(['/mode']);
    expect(pointers(await patch('F1-HALL', { parent: 'F1-HALL-A', areaM2: 360 }))).toContain('/parent');
    expect(pointers(await patch('F1-WELL-1', { areaM2: 51 }))).toEqual(['/areaM2']);
    expect((await zone('F1-HALL')).body['version']).toBe(1);
  });

  it('takes area from a neighbour in the same call', async () => {
    const answer = await patch('F1-WELL-1', { areaM2: 55, adjust: [{ code: 'F1-WELL-2', areaM2: 35 }] });
    expect(answer.status).toBe(200);
    expect((await zone('F1-WELL-2')).body).toMatchObject({ areaM2: 35, version: 2 });
    const unknown = await patch('F1-WELL-1', { areaM2: 50, adjust: [{ code: 'F9', areaM2: 40 }] });
    expect(pointers(unknown)).toEqual(['/adjust/0/code']);
  });

  it('shows its effect and writes nothing when it is a dry run', async () => {
    const answer = await admin.call<Body>('PATCH', `${ZONES}/F1-WELL-1?dryRun=true`, {
      body: { seats: 10 },
      ifMatch: 1,
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      ok: true,
      affected: [],
      zones: [{ code: 'F1-WELL-1', seats: 10 }],
      removed: [],
    });
    expect((await zone('F1-WELL-1')).body).toMatchObject({ seats: 8, version: 1 });
  });
});

describe('a change that bookings stand against', () => {
  it('is refused with each of them: title, time, people and why', async () => {
    const day = { start: '2026-09-15T14:00', end: '2026-09-15T15:00' };
    const made = await admin.post<Body>('/api/v1/centres/dukou/bookings', {
      ...{ zone: 'F3-MEET-2', title: '读书会', heads: 18, visibility: 'private' },
      ...day,
    });
    const misfit = {
      kind: 'occurrence',
      zone: 'F3-MEET-2',
      title: '读书会',
      booking: made.body['id'],
      start: '2026-09-15T14:00:00+08:00',
      end: '2026-09-15T15:00:00+08:00',
      heads: 18,
    };
    const few = await patch('F3-MEET-2', { seats: 10 });
    expect([few.status, few.body['affected']]).toMatchObject([409, [{ ...misfit, reason: 'over-capacity' }]]);
    const none = await patch('F3-MEET-2', { mode: 'none' });
    expect(none.body['affected']).toMatchObject([{ ...misfit, reason: 'not-bookable' }]);
    const limited = await patch('F3-MEET', { limit: 12 });
    expect(limited.body['affected']).toMatchObject([{ ...misfit, reason: 'over-capacity' }]);
    expect((await zone('F3-MEET-2')).body['version']).toBe(1);
  });
});

describe('adding a zone', () => {
  it('answers 201 with its place, and takes its area from another zone', async () => {
    const body = { ...ROOM, parent: 'F3', adjust: [{ code: 'F3-CIRC', areaM2: 140 }] };
    const answer = await admin.post<Body>(ZONES, body);
    expect(answer.status).toBe(201);
    expect(answer.headers['location']).toBe(`${ZONES}/F3-CIRC-1`);
    expect(answer.body).toMatchObject({ code: 'F3-CIRC-1', nameEn: '小间', kind: 'node', version: 1 });
    expect((await zone('F3-CIRC')).body['areaM2']).toBe(140);
  });

  it('is refused when areas do not add up, and when the code is taken', async () => {
    const odd = await admin.post<Body>(ZONES, { ...ROOM, parent: 'F3' });
    expect([odd.status, ...pointers(odd)]).toEqual([400, '/areaM2']);
    expect((await admin.post(ZONES, { ...ROOM, code: 'F3' })).status).toBe(409);
    expect((await zone('F3-CIRC-1')).status).toBe(404);
  });

  it('shows what it would do without doing it', async () => {
    const body = { ...ROOM, parent: 'F3', adjust: [{ code: 'F3-CIRC', areaM2: 140 }] };
    const answer = await admin.call<Body>('POST', `${ZONES}?dryRun=true`, { body });
    expect([answer.status, answer.body['ok'], answer.headers['location']]).toEqual([200, true, undefined]);
    expect((answer.body['zones'] as { code: string }[]).map(({ code }) => code)).toEqual(['F3-CIRC-1', 'F3-CIRC']);
    expect((await zone('F3-CIRC-1')).status).toBe(404);
  });

  it('makes a combination, which lies beside its parts', async () => {
    const combination = {
      code: 'F3-MEET-23',
      name: '会议室一二',
      seats: 40,
      mode: 'exclusive',
      parts: ['F3-MEET-2', 'F3-MEET-3'],
    };
    const answer = await admin.post<Body>(ZONES, combination);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ kind: 'combination', parent: 'F3-MEET', allEquipment: ['screen'] });
    const nested = await admin.post<Body>(ZONES, {
      ...combination,
      code: 'X',
      parts: ['F3-MEET-23', 'F3-MEET-1'],
      parent: 'F3-MEET',
    });
    expect(pointers(nested)).toEqual(['/parts']);
    expect((await admin.call('DELETE', `${ZONES}/F3-MEET-23`)).status).toBe(204);
    expect((await zone('F3-MEET-23')).status).toBe(404);
  });

  it('is written down: who, what, before and after', async () => {
    await patch('F1-WELL-1', { seats: 10 });
    const { body } = await admin.get<Body>('/api/v1/centres/dukou/audit');
    expect(body.items).toContainEqual(
      expect.objectContaining({
        action: 'zone.changed',
        before: expect.objectContaining({ seats: 8 }) as object,
        after: expect.objectContaining({ seats: 10 }) as object,
      }),
    );
  });
});

describe('changing the whole plan', () => {
  it('splits a room in one call and is refused with the pointer of each fault', async () => {
    const { body, headers } = await app.anonymous.get<Body>(ZONES);
    const standing = body.items.map(
      ({ kind: _k, rules: _r, rulesFrom: _f, allEquipment: _e, version: _v, ...own }) => own,
    );
    const part = { name: '半间', parent: 'F3-MEET-1', areaM2: 70, seats: 45, mode: 'exclusive' };
    const zones = [...standing, { ...part, code: 'F3-MEET-1A' }, { ...part, code: 'F3-MEET-1B', areaM2: 71 }];
    const ifMatch = String(headers['etag']);
    const odd = await admin.call<Body>('PUT', ZONES, { body: { zones }, ifMatch });
    const whole = standing.findIndex((one) => one['code'] === 'F3-MEET-1');
    expect([odd.status, ...pointers(odd)]).toEqual([400, `/zones/${whole}/areaM2`]);
    const right = zones.map((one) => (one['code'] === 'F3-MEET-1B' ? { ...one, areaM2: 70 } : one));
    const answer = await admin.call<Body>('PUT', ZONES, { body: { zones: right }, ifMatch });
    expect(answer.status).toBe(200);
    expect(answer.body.items).toHaveLength(38);
    expect((await zone('F1')).body['version']).toBe(1);
    expect((await admin.call('PUT', ZONES, { body: { zones }, ifMatch })).status).toBe(412);
    expect((await admin.call('PUT', ZONES, { body: { zones } })).status).toBe(428);
  });
});

describe('removing a zone', () => {
  it('is refused while the others would not add up without it', async () => {
    expect((await admin.call('DELETE', `${ZONES}/F3-CIRC`)).status).toBe(409);
    expect((await admin.call('DELETE', `${ZONES}/F1-HALL-A`)).status).toBe(409);
  });

  it('gives its area to the zone that is named', async () => {
    expect((await admin.call('DELETE', `${ZONES}/F3-MEET-2?areaTo=F9`)).status).toBe(400);
    expect((await admin.call('DELETE', `${ZONES}/F3-MEET-2?areaTo=F3-CIRC`)).status).toBe(409);
    expect((await admin.call('DELETE', `${ZONES}/F3-MEET-2?areaTo=F3-MEET-3`)).status).toBe(204);
    expect((await zone('F3-MEET-3')).body['areaM2']).toBe(120);
  });

  it('is refused while something refers to it, which is told by kind', async () => {
    const place = { zone: 'F3-MEET-2', start: '2026-09-15T14:00', end: '2026-09-15T15:00' };
    const made = await admin.post<Body>('/api/v1/centres/dukou/bookings', { ...place, title: '读书会', heads: 8 });
    const standing = await admin.call<Body>('DELETE', `${ZONES}/F3-MEET-2?areaTo=F3-MEET-3`);
    expect(standing.body['affected']).toMatchObject([{ booking: made.body['id'], reason: 'not-bookable' }]);
    await admin.post(`/api/v1/centres/dukou/bookings/${String(made.body['id'])}/cancel`, { scope: 'all' });
    const answer = await admin.call<Body>('DELETE', `${ZONES}/F3-MEET-2?areaTo=F3-MEET-3`);
    expect([answer.status, answer.body['history']]).toEqual([
      409,
      [{ zone: 'F3-MEET-2', of: ['bookings', 'occurrences'] }],
    ]);
  });
});
