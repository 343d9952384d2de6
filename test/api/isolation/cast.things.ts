import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { newId } from '../../../src/platform/ids.js';
import type { Answer, Caller, TestApp } from '../../support/app.js';

export type Code = 'alpha' | 'beta' | 'gamma';

/** What an operator has, by the name of the parameter that stands for it in paths. */
export type Things = Readonly<
  Record<'centre' | 'zone' | 'operator' | 'agreement' | 'member' | 'invitation' | 'invited' | 'request', string>
>;

/** Words that stand in nothing but one thing of one operator, so that whoever reads them has read that thing. */
export const MARKS = {
  contact: (code: Code): string => `Contact of ${code}`,
  phone: (code: Code): string => `0570-5551${{ alpha: 1, beta: 2, gamma: 3 }[code]}00`,
  note: (code: Code): string => `Note on ${code}`,
  terms: (code: Code): string => `Terms of ${code}`,
  quota: (code: Code): string => `quota-of-${code}`,
  duty: (code: Code): string => `Duty of ${code}`,
  guest: (code: Code): string => `Guest of ${code}`,
  wish: (code: Code): string => `Season of ${code}`,
  reason: (code: Code): string => `Reason for ${code}`,
} as const;

export const tokenName = (letter: string): string => `Token of <${letter}>`;

export function made<Body extends { id?: unknown }>(answer: Answer<Body>): string {
  const { id } = answer.body;
  if (answer.status !== 201 || typeof id !== 'string') throw new Error(`not made: ${answer.status} ${answer.text}`);
  return id;
}

interface Owned {
  readonly code: Code;
  readonly id: string;
  readonly centre: string;
  readonly zone: string;
  readonly manager: { readonly id: string; readonly caller: Caller };
  readonly admin: Caller;
}

/** An agreement with marked terms, an invitation and a wish for other hours, all of one operator. */
export async function thingsOf(test: TestApp, { code, id, centre, zone, manager, admin }: Owned): Promise<Things> {
  const at = `/api/v1/centres/${centre}`;
  const change = async (path: string, body: object): Promise<void> => {
    const answer = await admin.call('PATCH', `${at}/${path}`, { body, ifMatch: '*' });
    if (answer.status !== 200) throw new Error(`not changed: ${path} ${answer.status} ${answer.text}`);
  };
  await change(`operators/${code}`, {
    contact: { name: MARKS.contact(code), phone: MARKS.phone(code) },
    note: MARKS.note(code),
  });
  const agreements = await manager.caller.get<{ items: { id: string }[] }>(`${at}/agreements`);
  const agreement = agreements.body.items[0]?.id ?? '';
  await change(`agreements/${agreement}`, {
    note: MARKS.terms(code),
    quotas: [{ key: MARKS.quota(code), kind: 'open-bookings', limit: 300 }],
    duties: [{ key: 'public', name: MARKS.duty(code), nameEn: MARKS.duty(code), minutesPerMonth: 60 }],
  });
  const invited = await manager.caller.post<{ id: string; url: string }>(`${at}/operators/${code}/invitations`, {
    role: 'member',
    label: MARKS.guest(code),
  });
  return {
    ...{ centre, zone, operator: code, agreement, member: manager.id },
    invitation: made(invited),
    invited: invited.body.url.split('/').at(-1) ?? '',
    request: await hoursRequest(test, { id, zone, code }),
  };
}

async function hoursRequest(test: TestApp, of: { id: string; zone: string; code: Code }): Promise<string> {
  const id = newId(test.clock.now());
  const season = { name: MARKS.wish(of.code), from: '2026-10-01', to: '2026-10-31', weekly: {}, beyond: true };
  const document = JSON.stringify({ hours: { seasons: [season] }, onVersion: 0 });
  await test.app.get(UnitOfWork, { strict: false }).run((tx) =>
    tx.run(
      `INSERT INTO hours_requests (centre_id, id, zone_id, operator_id, document, status, reason, asked_by, asked_at)
         SELECT centre_id, ?, id, ?, ?, 'waiting', ?, 'somebody', 0 FROM zones WHERE code = ?`,
      [id, of.id, document, MARKS.reason(of.code), of.zone],
    ),
  );
  return id;
}
