import { type Caller, type TestApp } from '../support/app.js';
import { setApproval, type Guest } from '../support/operators.js';
import { act, BOOKINGS, CENTRE, edit, meeting, on, read, readerOf, type Wish } from './requests.js';
import { createDeciders, first, lab, post, shown, staged, state, type Staged } from './stages.js';

let app: TestApp;
let manager: Guest;
let member: Guest;
let asker: Guest;
let other: Guest;
let desk: Caller;
let office: Caller;
beforeEach(async () => {
  ({ app, manager, member, asker, other, desk, office } = await createDeciders());
});
afterEach(() => app.close());

describe('whose turn it is', () => {
  it.each([
    ['none', ['confirmed', null]],
    ['operator', ['pending', 'operator']],
    ['centre', ['pending', 'centre']],
    ['both', ['pending', 'operator']],
  ])('where the approval is %s', async (approval, expected) => {
    await setApproval(app, 'F2-KIDS', approval);
    expect(state(await staged(asker.caller, lab()))).toEqual(expected);
  });

  it.each([
    ['operator', ['confirmed', null]],
    ['both', ['pending', 'centre']],
    ['centre', ['pending', 'centre']],
  ])('for what the zone’s operator books itself, where it is %s', async (approval, expected) => {
    await setApproval(app, 'F2-KIDS', approval);
    expect(state(await staged(member.caller, lab()))).toEqual(expected);
  });

  it('is the centre’s where an operator should decide and none runs the zone', async () => {
    await setApproval(app, 'F3-MEET-2', 'operator');
    const request = await staged(asker.caller, meeting());
    expect(state(request)).toEqual(['pending', 'centre']);
    expect((await post(manager.caller, request, 'approve')).status).toBe(404);
    expect((await post(office, request, 'approve')).status).toBe(200);
  });

  it('is nobody’s for what the office books', async () => {
    await setApproval(app, 'F2-KIDS', 'both');
    expect(state(await staged(office, lab()))).toEqual(['confirmed', null]);
  });
});

describe('deciding', () => {
  it('is the operator’s, who is named as who decided; its members and other operators do not', async () => {
    const request = await staged(asker.caller, lab());
    expect((await post(member.caller, request, 'approve')).status).toBe(403);
    expect((await post(other.caller, request, 'approve')).status).toBe(404);
    expect((await post(manager.caller, request, 'approve')).status).toBe(200);
    const after = await shown(office, request);
    expect([...state(after), first(after).decided?.by]).toEqual(['confirmed', null, manager.id]);
  });

  it('goes on to the centre where both decide, and only then to the asker', async () => {
    await setApproval(app, 'F2-KIDS', 'both');
    const request = await staged(asker.caller, lab());
    const forwarded = await post(manager.caller, request, 'approve');
    expect([forwarded.status, ...state(forwarded.body)]).toEqual([200, 'pending', 'centre']);
    const again = await post(manager.caller, request, 'approve');
    expect([again.status, again.body.code]).toEqual([403, 'forbidden']);
    expect(state((await post(office, request, 'approve')).body)).toEqual(['confirmed', null]);
  });

  it('lets one of two deciders at once win and tells the other', async () => {
    const request = await staged(asker.caller, lab());
    const answers = await Promise.all([
      post(manager.caller, request, 'approve'),
      post(office, request, 'decline', { reason: 'No' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.detail).toMatch(/confirmed|declined/);
  });

  it('is kept apart from taking in, which the front desk does and does once', async () => {
    const request = await staged(asker.caller, lab());
    expect((await post(manager.caller, request, 'accept')).status).toBe(403);
    const taken = await post(desk, request, 'accept');
    expect([taken.status, ...state(taken.body)]).toEqual([200, 'pending', 'operator']);
    expect((await post(desk, request, 'accept')).status).toBe(409);
    expect((await post(desk, request, 'approve')).status).toBe(403);
    await post(manager.caller, request, 'approve');
    const after = await shown(office, request);
    expect(after.accepted?.by).not.toBe(manager.id);
    expect(first(after).decided?.by).toBe(manager.id);
  });

  it('can’t take the place of a request that is for others to decide', async () => {
    // Under the floor's limit of 190: 100 wait in the elder activity centre, 110 want the children's centre.
    await staged(
      asker.caller,
      meeting({
        zone: 'F2-ELDER',
        heads: 100,
        ...on('2026-09-02', '16:00', '17:00'),
        title: 'Elders only',
        visibility: 'internal',
      }),
    );
    const standby = await staged(asker.caller, lab({ zone: 'F2-KIDS', heads: 110, standby: true }));
    expect(standby.status).toBe('standby');
    const seen = await manager.caller.get<Staged>(`${BOOKINGS}/${standby.id}`);
    expect([seen.status, seen.text.includes('Elders only')]).toEqual([200, false]);
    expect(first(seen.body).rivals).toEqual([
      {
        busy: true,
        zone: 'F2-ELDER',
        status: 'pending',
        start: '2026-09-02T16:00:00+08:00',
        end: '2026-09-02T17:00:00+08:00',
      },
    ]);
    expect(first(await shown(office, standby)).rivals?.[0]).toMatchObject({ title: 'Elders only' });
    expect((await post(manager.caller, standby, 'approve')).status).toBe(403);
    expect((await post(office, standby, 'approve')).status).toBe(200);
  });
});

describe('what is confirmed', () => {
  const changed = async (changes: Wish): Promise<unknown[]> => {
    const request = await staged(asker.caller, lab({ ...on('2026-09-02', '16:00', '18:00') }));
    await post(manager.caller, request, 'approve');
    const { version } = await read(asker.caller, request);
    const answer = await edit(asker.caller, { id: request.id, version }, changes);
    return [answer.status, ...state(answer.body)];
  };

  it('asks nobody again when it is shortened, renamed, or has fewer heads', async () => {
    expect(await changed(on('2026-09-02', '16:00', '17:00'))).toEqual([200, 'confirmed', null]);
  });

  it('asks nobody again for another title or fewer heads', async () => {
    expect(await changed({ title: 'Another', heads: 5 })).toEqual([200, 'confirmed', null]);
  });

  it.each([
    ['grows', on('2026-09-02', '16:00', '19:00')],
    ['moves in time', on('2026-09-02', '17:00', '19:00')],
    ['moves to another room', { zone: 'F2-KIDS-2' }],
  ])('asks again when it %s', async (_, changes) => {
    expect(await changed(changes)).toEqual([200, 'pending', 'operator']);
  });
});

describe('setting rules aside', () => {
  it('needs a reason, and the log keeps who did it and why', async () => {
    const wish = lab({
      ...on('2026-09-02', '16:05', '17:00'),
      waiver: { reason: 'The bus comes late', codes: ['off-grid'] },
    });
    const made = await staged(office, wish);
    const log = await readerOf(app).all<{ action: string; reason: string | null; actor_id: string }>(
      'SELECT action, reason, actor_id FROM audit_log WHERE subject_id = ?',
      [made.id],
    );
    expect(log).toEqual([expect.objectContaining({ action: 'booking.created', reason: 'The bus comes late' })]);
    expect((await office.post(`${CENTRE}/bookings`, { ...wish, waiver: { codes: ['off-grid'] } })).status).toBe(400);
  });

  it('tells the asker’s cancel of a date from a decision: none is asked for', async () => {
    const request = await staged(asker.caller, lab());
    await post(manager.caller, request, 'approve');
    expect((await act(asker.caller, 'cancel', [request])).status).toBe(200);
  });
});
