import { act, booked, create, edit, losses, read, won } from './race.answers.js';
import { TAKEN, type Kind } from './race.types.js';

/** Booked by the desk it waits for the back office; it has neither set-up nor clean-up. */
const WITH_APPROVAL = 'F3-PERS-2';

const editAgainstCreate: Kind = {
  name: 'edit against create',
  run: async ({ clients, admin, slots, race }) => {
    const room = { zone: 'F3-PERS-3', title: 'Race' };
    const standing = await booked(admin, { ...room, ...slots.take() });
    const target = slots.take();
    const half = clients.length / 2;
    const answers = await race(
      clients.map((client, index) =>
        index < half ? edit(client, standing, { ...target }) : create(client, { ...room, ...target }),
      ),
    );
    expect(won(answers)).toHaveLength(1);
    const isMoved = answers.slice(0, half).some(({ status }) => status === 200);
    expect(losses(answers.slice(half))).toEqual([TAKEN]);
    for (const loss of losses(answers.slice(0, half))) expect(isMoved ? ['412 stale', TAKEN] : [TAKEN]).toContain(loss);
    const { occurrences } = await read(admin, standing);
    expect(occurrences[0]?.start.slice(0, 16) === target.start).toBe(isMoved);
  },
};

const editAgainstEdit: Kind = {
  name: 'edit against edit',
  run: async ({ clients, admin, slots, race }) => {
    const standing = await booked(admin, { zone: 'F3-PERS-3', title: 'Race', ...slots.take() });
    const answers = await race(clients.map((client, index) => edit(client, standing, { title: `Race ${index}` })));
    expect(won(answers)).toHaveLength(1);
    expect(losses(answers)).toEqual(['412 stale']);
    expect((await read(admin, standing)).version).toBe(standing.version + 1);
  },
};

const standbyAgainstHolder: Kind = {
  name: 'approval of a standby against approval of the holder',
  run: async ({ deciders, desks: [desk, other], admin, slots, race }) => {
    if (!desk || !other) throw new Error('no desk signed in');
    const wish = { zone: WITH_APPROVAL, title: 'Race', ...slots.take() };
    const holder = await booked(desk, wish);
    const standby = await booked(other, { ...wish, standby: true });
    expect([holder.status, standby.status]).toEqual(['pending', 'standby']);
    const answers = await race(
      deciders.map((decider, index) => act(decider, 'approve', index % 2 === 0 ? holder : standby)),
    );
    expect(won(answers)).toHaveLength(1);
    for (const loss of losses(answers)) expect(['409 conflict', TAKEN]).toContain(loss);
    const states = [(await read(admin, holder)).status, (await read(admin, standby)).status];
    expect([
      ['confirmed', 'standby'],
      ['declined', 'confirmed'],
    ]).toContainEqual(states);
    expect(won(answers)[0]?.body.id).toBe(states[1] === 'confirmed' ? standby.id : holder.id);
  },
};

const approvalAgainstCancel: Kind = {
  name: 'approval against cancel',
  run: async ({ clients, desks: [desk], admin, slots, race }) => {
    if (!desk) throw new Error('no desk signed in');
    const asked = await booked(desk, { zone: WITH_APPROVAL, title: 'Race', ...slots.take() });
    const half = clients.length / 2;
    const answers = await race(clients.map((client, index) => act(client, index < half ? 'approve' : 'cancel', asked)));
    expect(won(answers.slice(0, half)).length).toBeLessThanOrEqual(1);
    expect(won(answers.slice(half))).toHaveLength(1);
    expect(losses(answers)).toEqual(['409 conflict']);
    expect((await read(admin, asked)).status).toBe('cancelled');
  },
};

export const DECISION_KINDS: readonly Kind[] = [
  editAgainstCreate,
  editAgainstEdit,
  standbyAgainstHolder,
  approvalAgainstCancel,
];
