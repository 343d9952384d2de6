import { auditLedger, type Finding } from '../../src/operations/ledger-audit.js';
import { Reader } from '../../src/platform/database/reader.js';
import { createTestApp, PASSWORD, signIn, type Answer, type Caller, type TestApp } from '../support/app.js';

export const DUKOU = '/api/v1/centres/dukou';
export const OPERATORS = `${DUKOU}/operators`;
export const AGREEMENTS = `${DUKOU}/agreements`;
export const BOOKINGS = `${DUKOU}/bookings`;

export interface AgreementBody {
  readonly id: string;
  readonly operator: string;
  readonly kind: string;
  readonly zones: string[];
  readonly from: string;
  readonly until: string;
  readonly life: string;
  readonly renews: string | null;
  readonly endedReason: string | null;
  readonly version: number;
}

export interface AffectedBody {
  readonly booking: string;
  readonly title: string;
  readonly zones: string[];
  readonly dates: number;
}

/** The demo centre without bookings, and an organisation beside those of the demo. */
export interface World extends TestApp {
  readonly admin: Caller;
  /** Makes an operator `code` with one person of this role, and gives the person's caller; it can act at once. */
  operator(code: string, role?: 'manager' | 'member'): Promise<Caller>;
  /** Adds a person to an operator by invitation and gives their caller. */
  join(code: string, role: 'manager' | 'member', login: string): Promise<Caller>;
  agree(wish: object): Promise<AgreementBody>;
  /** The agreements of one operator. */
  agreementsOf(code: string): Promise<AgreementBody[]>;
  audit(): Promise<Finding[]>;
}

export async function createWorld(): Promise<World> {
  const test = await createTestApp({ demo: 'plan' });
  const admin = await test.as('admin');
  const join = async (code: string, role: string, login: string): Promise<Caller> => {
    const invited = await admin.post<{ url: string }>(`${OPERATORS}/${code}/invitations`, { role, label: login });
    const secret = invited.body.url.split('/').at(-1) ?? '';
    const account = { login, name: login, password: PASSWORD };
    made(await test.anonymous.post(`/api/v1/invitations/${secret}/account`, account));
    return signIn(test.app, login);
  };
  return {
    ...test,
    admin,
    join,
    operator: async (code, role = 'manager') => {
      made(await admin.post(OPERATORS, { code, name: code, nameEn: code, kind: 'association' }));
      return join(code, role, `${role}@${code}.example`);
    },
    agree: async (wish) => {
      const body = { kind: 'use', from: '2026-08-24', until: '2027-08-23', ...wish };
      return made(await admin.post<AgreementBody>(AGREEMENTS, body)).body;
    },
    agreementsOf: async (code) =>
      (await admin.get<{ items: AgreementBody[] }>(`${AGREEMENTS}?operator=${code}`)).body.items,
    audit: () => auditLedger(test.app.get(Reader, { strict: false }), { now: test.clock.now() }),
  };
}

export function made<Body>(answer: Answer<Body>): Answer<Body> {
  if (answer.status !== 201) throw new Error(`not made: ${answer.status} ${answer.text}`);
  return answer;
}
