import { CENTRE, type Answer } from './client.js';
import { act, create, losses, won, type BookingAnswer, type BookingBody } from './race.answers.js';
import { TAKEN, type Kind, type Track } from './race.types.js';

const LOUNGE = `${CENTRE}/zones/F1-WELL-3`;
const LOUNGE_SEATS = 24;
const FEWER_SEATS = 12;
const GROUP = 4;

/** One against all the rest: who changes the rules, and those who book at that time. */
async function oneAgainstCreates(
  { clients, admin, race }: Track,
  { change, wish }: { change: () => Promise<Answer<BookingBody>>; wish: object },
): Promise<{ changed: BookingAnswer; creates: BookingAnswer[] }> {
  const others = clients.filter((client) => client !== admin);
  const [changed, ...creates] = await race([change, ...others.map((client) => create(client, wish))]);
  if (!changed) throw new Error('the change was not answered');
  return { changed, creates };
}

/** Whoever comes first wins; who books what closes, or closes what is booked, is told so. */
function expectOneWinner(
  { changed, creates }: { changed: BookingAnswer; creates: BookingAnswer[] },
  { tooLate }: { tooLate: string },
): void {
  expect(won([changed, ...creates])).toHaveLength(1);
  expect(losses(creates)).toEqual([changed.status < 300 ? tooLate : TAKEN]);
  if (changed.status >= 300) expect(losses([changed])).toEqual(['409 choices-needed']);
}

const hoursAgainstCreate: Kind = {
  name: 'opening hours against create',
  run: async (track) => {
    const slot = track.slots.take();
    const path = `${CENTRE}/zones/F3-PERS-3/hours`;
    const now = await track.admin.get<{ exceptions?: object[] }>(path);
    const date = slot.start.slice(0, 10);
    const closed = { from: date, to: date, spans: [], reason: 'Race' };
    const body = { ...now.body, exceptions: [...(now.body.exceptions ?? []), closed] };
    const outcome = await oneAgainstCreates(track, {
      change: () => track.admin.call('PUT', path, { body, ifMatch: now.headers.etag }),
      wish: { zone: 'F3-PERS-3', title: 'Race', ...slot },
    });
    expectOneWinner(outcome, { tooLate: '409 refused outside-opening-hours' });
  },
};

const closureAgainstCreate: Kind = {
  name: 'closure against create',
  run: async (track) => {
    const place = { zone: 'F3-MEET-1', ...track.slots.take() };
    const outcome = await oneAgainstCreates(track, {
      change: () => track.admin.post(`${CENTRE}/closures`, { ...place, reason: 'Race' }),
      wish: { ...place, title: 'Race', heads: 5 },
    });
    expectOneWinner(outcome, { tooLate: '409 refused closed' });
  },
};

/** However the two are interleaved, the lounge is full in the end: to the old seats, or to the new ones. */
const seatsAgainstCreate: Kind = {
  name: 'fewer seats against create',
  run: async (track) => {
    const before = await track.admin.get<{ seats: number }>(LOUNGE);
    const wish = { zone: 'F1-WELL-3', title: 'Race', heads: GROUP, ...track.slots.take() };
    const { changed, creates } = await oneAgainstCreates(track, {
      change: () => track.admin.call('PATCH', LOUNGE, { body: { seats: FEWER_SEATS }, ifMatch: before.headers.etag }),
      wish,
    });
    const seats = changed.status === 200 ? FEWER_SEATS : LOUNGE_SEATS;
    if (changed.status !== 200) expect(losses([changed])).toEqual(['409 conflict']);
    expect(won(creates)).toHaveLength(seats / GROUP);
    expect(losses(creates)).toEqual(['409 refused over-capacity']);
    await putBack(track, won(creates));
  },
};

async function putBack({ admin }: Track, groups: readonly BookingAnswer[]): Promise<void> {
  for (const { body } of groups) expect((await act(admin, 'cancel', body)()).status).toBe(200);
  const body = { seats: LOUNGE_SEATS };
  expect((await admin.call('PATCH', LOUNGE, { body, ifMatch: '*' })).status).toBe(200);
}

export const RULE_KINDS: readonly Kind[] = [hoursAgainstCreate, closureAgainstCreate, seatsAgainstCreate];
