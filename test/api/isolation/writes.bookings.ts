import { MARKS } from './cast.things.js';
import type { Fields, Stage } from './stage.js';
import { idIn, type Send } from './writes.js';

const C = '/api/v1/centres/{centre}';
const B = `${C}/bookings/{booking}`;

/** The whole life of requests: taken in, proposed elsewhere, decided, edited, cancelled and taken back. */
export async function writeBookings(send: Send, { cast, ledger }: Stage): Promise<void> {
  const request = async (day: number): Promise<{ booking: string; occurrence: string }> => {
    const start = `2026-09-${day}T10:00`;
    const wish = { zone: 'F3-MEET-3', start, end: `2026-09-${day}T11:00`, title: `Wish ${day}`, heads: 4 };
    const body = await send(`POST ${C}/bookings`, 'b', { body: wish });
    return { booking: idIn(body), occurrence: idIn((body['occurrences'] as Fields[])[0] ?? {}) };
  };
  const counter = (one: { booking: string; occurrence: string }, zone: string): Promise<Fields> => {
    const proposals = [{ occurrence: one.occurrence, zone }];
    return send(`POST ${B}/counter`, 'o', { params: one, body: { reason: 'Come here', proposals } });
  };
  const [first, second, third] = [await request(22), await request(23), await request(24)];
  await send(`POST ${B}/accept`, 'd', { params: first, body: {} });
  await counter(first, 'F3-MEET-2');
  await send(`POST ${B}/proposal/accept`, 'b', { params: first, body: {} });
  await counter(second, 'F3-MEET-2');
  await send(`POST ${B}/proposal/decline`, 'b', { params: second, body: {} });
  await send(`POST ${B}/approve`, 'x', { params: second, body: {} });
  await send(`POST ${B}/decline`, 'o', { params: third, body: { reason: 'Full' } });
  await send(`PATCH ${B}`, 'b', { params: second, query: '?dryRun=true', body: { title: 'Other' } });
  await send(`PATCH ${B}`, 'B', { params: second, body: { title: 'Another' } });
  const { code } = await send(`POST ${B}/slip`, 'd', { params: second, body: {} });
  await send(`POST ${B}/cancel`, 'b', { params: second, body: { reason: 'Ill' } });
  await send(`POST ${B}/undo-cancel`, 'b', { params: second, body: {} });
  await send(`POST ${C}/bookings/search`, 'd', { body: { text: String(code) } });
  await send(`POST ${C}/bookings/check`, 'b', {
    body: { zone: 'F2-ELDER-1', start: '2026-09-25T10:00', end: '2026-09-25T11:00', title: 'Asked' },
  });
  await send('POST /api/v1/recurrences/expand', 'p', {
    body: { start: '2026-09-24T10:00', rrule: 'FREQ=DAILY;COUNT=2', timeZone: 'Asia/Shanghai' },
  });
  await send(`POST ${C}/personal-data/search`, 'x', { body: { phone: '0570-5550199' } });
  await cancelBySlip(send);
  // The operator that runs a zone is told of a rival's series no more than its date there, and not of its quotas.
  const series = cast.bookings.find(({ title }) => title === 'Title series-internal');
  const here = series?.dates.find(({ zone }) => zone === 'F2-KIDS-1');
  const declining = { reason: 'Not that day', occurrences: [here?.id ?? ''] };
  const declined = await send(`POST ${B}/decline`, 'A', { params: { booking: series?.id ?? '' }, body: declining });
  const dates = (declined['occurrences'] as Fields[]).map(({ id }) => id);
  ledger.compare('dates told to who declined one', dates, [here?.id]);
  ledger.compare('quotas told', JSON.stringify(declined).includes(MARKS.quota('beta')), false);
}

async function cancelBySlip(send: Send): Promise<void> {
  const onBehalfOf = { name: 'Person of a slip', phone: '0570-5558899' };
  const wish = { zone: 'F1-WELL-2', start: '2026-09-28T10:00', end: '2026-09-28T11:00', title: 'Haircut', onBehalfOf };
  const booking = idIn(await send(`POST ${C}/bookings`, 'd', { body: wish }));
  const { code } = await send(`POST ${B}/slip`, 'd', { params: { booking }, body: {} });
  await send('POST /api/v1/slips/{code}/cancel', '-', { params: { code: String(code) }, body: { last4: '8899' } });
}
