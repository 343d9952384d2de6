import { LOGINS, PASSWORD, signIn, type Answer, type Caller } from '../../support/app.js';
import { SMALL } from '../../centres/small-centre.js';
import { setApproval } from '../../support/operators.js';
import { PHONE } from './cast.bookings.js';
import { NO_SUCH, type Fields, type Stage } from './stage.js';
import { writeBookings } from './writes.bookings.js';

/** What is sent, as whom, and in which paths. */
export interface Sent {
  readonly as?: Caller;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: object;
}

/** Sends one call that must be let through; gives what came back once it was compared with the tables. */
export type Send = (name: string, letter: string, sent?: Sent) => Promise<Fields>;

const C = '/api/v1/centres/{centre}';
export const idIn = (body: Fields): string => String(body['id']);

/** Only an installation without an owner answers it; `accounts/first-owner.spec.ts` is that. */
const ELSEWHERE = ['POST /api/v1/links/{secret}/owner'];

async function writeAccounts(send: Send, { cast }: Stage): Promise<void> {
  await send('POST /api/v1/sessions', '-', { body: { login: LOGINS.owner, password: PASSWORD } });
  await send('POST /api/v1/tokens', 'b', { body: { name: 'One more' } });
  await send('POST /api/v1/me/notices/read', 'B', { body: { ids: [NO_SUCH] } });
  const named = { login: 'newcomer', name: 'Newcomer', role: 'member' };
  const person = idIn(await send(`POST ${C}/people`, 'x', { body: named }));
  const params = { person };
  await send(`PATCH ${C}/people/{person}`, 'x', { params, body: { name: 'Renamed' } });
  for (const call of ['link', 'lock', 'unlock']) await send(`POST ${C}/people/{person}/${call}`, 'x', { params });
  await send('PATCH /api/v1/owners/{person}', 'O', { params, body: { isOwner: true } });
  await send(`POST ${C}/operators/{operator}/invitations`, 'B', { body: { role: 'member', label: 'Next' } });
  const joining = { login: 'joined', name: 'Joined', password: PASSWORD };
  const one = await cast.invitation();
  await send('POST /api/v1/invitations/{secret}/account', '-', { params: { secret: one.secret }, body: joining });
  const two = await cast.invitation();
  await send('POST /api/v1/invitations/{secret}/accept', 'p', { params: { secret: two.secret } });
  const as = await signIn(cast.app, 'joined');
  await send('PUT /api/v1/me/password', 'b', { as, body: { current: PASSWORD, next: 'another long sentence' } });
  const member = { params: { member: await cast.member('one-more') }, body: { role: 'manager' } };
  await send(`PATCH ${C}/operators/{operator}/members/{member}`, 'B', member);
}

async function writeCentre(send: Send): Promise<void> {
  await send('POST /api/v1/centres', 'O', {
    body: { slug: 'third', name: 'Third', timeZone: 'Asia/Shanghai', areaM2: 10 },
  });
  await send('POST /api/v1/centres/import', 'O', { query: '?dryRun=true', body: { file: SMALL } });
  await send('POST /api/v1/centres/import', 'O', { body: { file: SMALL } });
  await send(`PATCH ${C}`, 'x', { body: { note: 'A note' } });
  const room = { code: 'F3-NEW', name: 'New', mode: 'exclusive', parent: 'F3', seats: 4, areaM2: 1 };
  const adjust = [{ code: 'F3-CIRC', areaM2: 159 }];
  await send(`POST ${C}/zones`, 'x', { body: { ...room, adjust } });
  const params = { zone: 'F3-NEW' };
  await send(`PATCH ${C}/zones/{zone}`, 'x', { params, body: { name: 'Newer' } });
  await send(`PATCH ${C}/zones/{zone}`, 'x', { params, query: '?dryRun=true', body: { name: 'Newest' } });
  await send(`PUT ${C}/zones/{zone}/policy`, 'x', { params, body: { visibility: 'internal' } });
  await send(`PUT ${C}/zones/{zone}/hours`, 'x', { params, body: {} });
  await send(`PUT ${C}/zones/{zone}/places`, 'x', { params: { zone: 'F3' }, body: { places: [] } });
  const sunday = { weekly: { 7: [{ start: '09:00', end: '10:00' }] } };
  await send(`PUT ${C}/hours`, 'x', { query: '?dryRun=true', body: sunday });
  const days = [{ date: '2027-01-01', kind: 'holiday', name: 'New year' }];
  const year = { year: '2027' };
  await send(`PUT ${C}/calendar/{year}`, 'x', { params: year, body: { source: 'A notice', days } });
  await send(`DELETE ${C}/calendar/{year}`, 'x', { params: year, body: {} });
  const closing = { zone: 'F1-WELL-2', start: '2026-10-08T10:00', end: '2026-10-08T11:00', reason: 'Repair' };
  const closure = { closure: idIn(await send(`POST ${C}/closures`, 'o', { body: closing })) };
  await send(`POST ${C}/closures`, 'o', { query: '?dryRun=true', body: { ...closing, zone: 'F2-ELDER' } });
  await send(`PATCH ${C}/closures/{closure}`, 'o', { params: closure, body: { reason: 'Painting' } });
  await send(`POST ${C}/closures/{closure}/cancel`, 'o', { params: closure, body: {} });
}

async function writeTenants(send: Send, { cast }: Stage): Promise<void> {
  await send(`POST ${C}/hours-requests/{request}/withdraw`, 'B');
  const { alpha, gamma } = cast.things;
  await send(`POST ${C}/hours-requests/{request}/decline`, 'x', { params: alpha, body: { reason: 'No' } });
  await send(`POST ${C}/hours-requests/{request}/grant`, 'F', { params: gamma, query: '?dryRun=true', body: {} });
  await send(`POST ${C}/hours-requests/{request}/grant`, 'F', { params: gamma, body: {} });
  await send(`POST ${C}/operators`, 'x', { body: { code: 'delta', name: 'd', nameEn: 'd', kind: 'association' } });
  await send(`PATCH ${C}/operators/{operator}`, 'x', { params: { operator: 'delta' }, body: { note: 'New' } });
  const terms = { operator: 'beta', kind: 'use', zones: ['F1-WELL'], from: '2026-09-01', until: '2026-12-31' };
  const agreement = { agreement: idIn(await send(`POST ${C}/agreements`, 'x', { body: terms })) };
  await send(`PATCH ${C}/agreements/{agreement}`, 'x', { params: agreement, body: { note: 'Changed' } });
  const on = { on: '2026-10-31', reason: 'They move' };
  await send(`POST ${C}/agreements/{agreement}/renew`, 'x', { params: agreement, body: { until: '2027-06-30' } });
  await send(`POST ${C}/agreements/{agreement}/end`, 'x', { params: agreement, query: '?dryRun=true', body: on });
  await send(`POST ${C}/agreements/{agreement}/end`, 'x', { params: agreement, body: on });
}

export function writes(at: () => Stage): void {
  it('answers with the fields that the tables name, wherever a call is let through', async () => {
    const stage = at();
    const { cast } = stage;
    await setApproval(cast, 'F3-MEET', 'centre');
    const sent = new Set<string>(ELSEWHERE);
    const send: Send = async (name, letter, { as = cast.callerOf(letter), params = {}, query = '', body } = {}) => {
      const route = stage.routes.find((one) => one.name === name);
      if (!route) throw new Error(`There is no ${name}.`);
      const values: Readonly<Record<string, string>> = { ...cast.things.beta, ...params };
      const path = route.path.replace(/\{(\w+)\}/g, (_, param: string) => values[param] ?? '');
      const headers: Record<string, string> = /^(PATCH|PUT|DELETE)/.test(name) ? { 'if-match': '*' } : {};
      const answer: Answer = await as.call(route.method, path + query, { ...(body && { body }), headers });
      if (answer.status >= 300) throw new Error(`${name} as ${letter}: ${answer.status} ${answer.text}`);
      stage.look(name, letter, answer);
      stage.shape(route, letter, answer);
      sent.add(name);
      return answer.body;
    };
    await writeAccounts(send, stage);
    await writeCentre(send);
    await writeTenants(send, stage);
    await writeBookings(send, stage);
    await send(`POST ${C}/personal-data/remove`, 'x', { body: { phone: PHONE } });
    const only = { code: 'ONLY', name: 'Only', nameEn: 'Only', mode: 'exclusive', seats: 1, areaM2: 10 };
    const zones = { areaM2: 10, zones: [only] };
    await send(`PUT ${C}/zones`, 'O', { params: { centre: 'third' }, query: '?dryRun=true', body: zones });
    expect(stage.ledger.faults).toEqual([]);
    const answering = stage.routes.filter((route) =>
      [200, 201].some((status) => stage.shapes.namesOf(route, status)[0]),
    );
    const missing = answering.filter(({ method, name }) => method !== 'GET' && !sent.has(name));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
}
