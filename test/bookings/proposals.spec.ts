import { Jobs } from '../../src/operations/jobs.js';
import { type Caller, type TestApp } from '../support/app.js';
import { setApproval, type Guest } from '../support/operators.js';
import { booked, edit, on, read, readerOf } from './requests.js';
import { createDeciders, first, isFree, lab, post, propose, shown, staged, state } from './stages.js';

let app: TestApp;
let manager: Guest;
let member: Guest;
let asker: Guest;
let office: Caller;
beforeEach(async () => {
  ({ app, manager, member, asker, office } = await createDeciders());
});
afterEach(() => app.close());

describe('a counter-proposal', () => {
  const place = { zone: 'F2-KIDS-2', start: '2026-09-02T18:00' };
  const there = lab({ zone: 'F2-KIDS-2', ...on('2026-09-02', '18:00', '19:00') });

  it('moves the claims: the old place is free, the new one taken', async () => {
    const request = await staged(asker.caller, lab());
    const answer = await propose(manager.caller, request, place);
    expect([answer.status, first(answer.body).zone, first(answer.body).proposal?.asked.zone]).toEqual([
      200,
      'F2-KIDS-2',
      'F2-KIDS-3',
    ]);
    expect([await isFree(office, lab()), await isFree(office, there)]).toEqual([true, false]);
  });

  it('is taken in one call and in one commit', async () => {
    const request = await staged(asker.caller, lab());
    await propose(manager.caller, request, place);
    const entries = 'SELECT count(*) AS n FROM audit_log WHERE subject_id = ?';
    const before = await readerOf(app).one<{ n: number }>(entries, [request.id]);
    const answer = await post(asker.caller, request, 'proposal/accept');
    expect([answer.status, ...state(answer.body), first(answer.body).zone]).toEqual([
      200,
      'confirmed',
      null,
      'F2-KIDS-2',
    ]);
    const after = await readerOf(app).one<{ n: number }>(entries, [request.id]);
    expect(Number(after?.n) - Number(before?.n)).toBe(1);
    expect([await isFree(office, lab()), await isFree(office, there)]).toEqual([true, false]);
    expect((await post(asker.caller, request, 'proposal/accept')).status).toBe(409);
  });

  it('goes back where it was asked for when it is declined, and waits again for the same people', async () => {
    const request = await staged(asker.caller, lab());
    await propose(office, request, place);
    const answer = await post(asker.caller, request, 'proposal/decline');
    expect([answer.status, ...state(answer.body), first(answer.body).zone]).toEqual([
      200,
      'pending',
      'operator',
      'F2-KIDS-3',
    ]);
    expect([await isFree(office, lab()), await isFree(office, there)]).toEqual([false, true]);
    expect((await post(manager.caller, request, 'approve')).status).toBe(200);
  });

  it('ends it when the old place is taken by then', async () => {
    const request = await staged(asker.caller, lab());
    await propose(manager.caller, request, place);
    await booked(office, lab());
    const answer = await post(asker.caller, request, 'proposal/decline');
    expect([answer.body.status, first(answer.body).reasonCode]).toEqual(['declined', 'place-taken']);
    expect(await isFree(office, there)).toBe(true);
  });

  it('expires by the job, and goes back', async () => {
    const request = await staged(asker.caller, lab());
    const answer = await post(manager.caller, request, 'counter', {
      reason: 'Come here',
      expiresAt: '2026-08-25T10:00',
      proposals: [{ occurrence: first(request).id, ...place }],
    });
    expect(answer.status).toBe(200);
    app.clock.set('2026-08-25T09:59:00+08:00');
    await app.app.get(Jobs, { strict: false }).runDue();
    expect(first(await shown(office, request)).zone).toBe('F2-KIDS-2');
    app.clock.set('2026-08-25T10:00:00+08:00');
    await app.app.get(Jobs, { strict: false }).runDue();
    const after = await shown(office, request);
    expect([...state(after), first(after).zone]).toEqual(['pending', 'operator', 'F2-KIDS-3']);
  });

  it('can be neither approved nor edited while it waits, and is answered by the asker alone', async () => {
    const request = await staged(asker.caller, lab());
    await propose(manager.caller, request, place);
    expect((await post(manager.caller, request, 'approve')).status).toBe(409);
    const { version } = await read(asker.caller, request);
    const moved = await edit(asker.caller, { id: request.id, version }, on('2026-09-02', '17:00', '18:00'));
    expect(moved.status).toBe(409);
    for (const caller of [manager.caller, member.caller])
      expect((await post(caller, request, 'proposal/accept')).status).toBe(403);
  });

  it('is refused where the place is taken, and nothing has changed', async () => {
    await booked(office, there);
    const request = await staged(asker.caller, lab());
    const answer = await propose(manager.caller, request, place);
    expect([answer.status, answer.body.code]).toEqual([409, 'refused']);
    expect(first(await shown(office, request))).toMatchObject({ zone: 'F2-KIDS-3', status: 'pending' });
  });

  it('of an operator gives away no zone that it does not decide, and nothing that the centre decides', async () => {
    const request = await staged(asker.caller, lab());
    for (const zone of ['F2-ELDER-2', 'F1-HALL-A', 'F3-MEET-2'])
      expect((await propose(manager.caller, request, { zone })).status).toBe(403);
    await setApproval(app, 'F2-KIDS-2', 'centre');
    expect((await propose(manager.caller, request, { zone: 'F2-KIDS-2' })).status).toBe(200);
    const answer = await post(asker.caller, request, 'proposal/accept');
    expect([answer.status, ...state(answer.body)]).toEqual([200, 'pending', 'centre']);
    expect((await post(manager.caller, request, 'approve')).status).toBe(403);
    expect(state((await post(office, request, 'approve')).body)).toEqual(['confirmed', null]);
  });

  it('of the office is its last word, wherever it leads', async () => {
    await setApproval(app, 'F2-KIDS', 'both');
    const request = await staged(asker.caller, lab());
    expect((await propose(office, request, { zone: 'F1-HALL-A' })).status).toBe(200);
    expect(state((await post(asker.caller, request, 'proposal/accept')).body)).toEqual(['confirmed', null]);
  });
});
