import { BOOKINGS, type Answer, type Client } from './client.js';

export interface BookingBody {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly code?: string;
  readonly occurrences: readonly {
    readonly id: string;
    readonly start: string;
    readonly status: string;
    readonly heads: number;
    readonly refusals?: readonly { readonly code: string }[];
  }[];
}

export type BookingAnswer = Answer<BookingBody>;

export const create =
  (client: Client, wish: object): (() => Promise<BookingAnswer>) =>
  () =>
    client.post<BookingBody>(BOOKINGS, wish);

export const act =
  (client: Client, action: 'approve' | 'cancel', { id }: { id: string }): (() => Promise<BookingAnswer>) =>
  () =>
    client.post<BookingBody>(`${BOOKINGS}/${id}/${action}`, {});

export const edit =
  (client: Client, { id, version }: { id: string; version: number }, changes: object): (() => Promise<BookingAnswer>) =>
  () =>
    client.call<BookingBody>('PATCH', `${BOOKINGS}/${id}`, { body: changes, ifMatch: version });

export const read = async (client: Client, { id }: { id: string }): Promise<BookingBody> =>
  (await client.get<BookingBody>(`${BOOKINGS}/${id}`)).body;

/** Books what a race needs to be there, and fails loudly when it can't be. */
export async function booked(client: Client, wish: object): Promise<BookingBody> {
  const answer = await create(client, wish)();
  if (answer.status !== 201) throw new Error(`not booked: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export const won = <Body>(answers: readonly Answer<Body>[]): Answer<Body>[] =>
  answers.filter(({ status }) => status < 300);

/** `409 refused occupied`, `409 conflict`, `412 stale`: each different way to lose, once. */
export function losses(answers: readonly BookingAnswer[]): string[] {
  const lost = answers.filter(({ status }) => status >= 300);
  return [...new Set(lost.map(({ status, body }) => [status, body.code, ...refusals(body)].join(' ')))].sort();
}

/** Only what says that the place is taken; a full floor may be told beside it. */
function refusals({ occurrences = [] }: BookingBody): string[] {
  const codes = new Set(occurrences.flatMap((date) => (date.refusals ?? []).map(({ code }) => code)));
  if (codes.has('occupied')) codes.delete('over-capacity');
  return [...codes].sort();
}
