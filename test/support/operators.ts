import type { OperatorRole, OperatorStatus, Role } from '../../src/accounts/actor.js';
import { People } from '../../src/accounts/people.js';
import { bumpRules } from '../../src/centres/rules.js';
import type { Tx } from '../../src/platform/database/sql.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { newId } from '../../src/platform/ids.js';
import type { AgreementKind, Quota, Rights, Terms } from '../../src/scheduling/agreements.types.js';
import type { Instant } from '../../src/scheduling/time.types.js';
import type { Caller, TestApp } from './app.js';
import { startSession } from './session.js';

const SESSION_HOURS = 400 * 24;

const unitOf = ({ app }: TestApp): UnitOfWork => app.get(UnitOfWork, { strict: false });

export async function centreId(tx: Tx, slug: string): Promise<number> {
  const row = await tx.one<{ id: number }>('SELECT id FROM centres WHERE slug = ?', [slug]);
  if (!row) throw new Error(`there is no centre ${slug}`);
  return row.id;
}

export interface Guest {
  readonly id: string;
  readonly caller: Caller;
}

/** A person with a session of their own, and a role in a centre if one is named; made without a password, which costs time. */
export async function guest(test: TestApp, login: string, role?: { centre: string; role: Role }): Promise<Guest> {
  const people = test.app.get(People, { strict: false });
  const at = test.clock.now();
  const id = await unitOf(test).run(async (tx) => {
    const memberships = role ? [{ centreId: await centreId(tx, role.centre), role: role.role }] : [];
    return people.createUser(tx, { login, name: login, passwordHash: null, isOwner: false, memberships, at });
  });
  return { id, caller: await freshSession(test, id) };
}

/** A further session of a person. */
export async function freshSession(test: TestApp, id: string): Promise<Caller> {
  return test.caller(await startSession(test, { id }, SESSION_HOURS));
}

export interface AgreementDraft {
  readonly kind?: AgreementKind;
  readonly from?: string;
  readonly until?: string;
  readonly zones: readonly string[];
  readonly rights?: Partial<Rights>;
  readonly windows?: Terms['windows'];
  readonly quotas?: readonly Quota[];
}

export interface OperatorDraft {
  readonly code: string;
  readonly centre?: string;
  readonly status?: OperatorStatus;
  readonly members?: readonly (readonly [string, OperatorRole])[];
  readonly agreements?: readonly AgreementDraft[];
}

const NO_RIGHTS: Rights = { decide: false, setHours: false, setPolicy: false, waive: [], sees: 'counts' };

/** An operator as rows: its people by id and its agreements by the codes of their zones. Gives its id. */
export async function addOperator(test: TestApp, draft: OperatorDraft): Promise<string> {
  const at = test.clock.now();
  return unitOf(test).run(async (tx) => {
    const centre = await centreId(tx, draft.centre ?? 'dukou');
    const { id } = await writeOperator(tx, { centre, draft, at });
    await bumpRules(tx, centre);
    return id;
  });
}

/** The same within a transaction, without a new version of the rules; gives the ids of its agreements besides. */
export async function writeOperator(
  tx: Tx,
  { centre, draft, at }: { centre: number; draft: OperatorDraft; at: Instant },
): Promise<{ id: string; agreements: readonly string[] }> {
  const id = newId(at);
  await tx.run(
    `INSERT INTO operators (centre_id, id, code, name, name_en, kind, status, created_at) VALUES (?, ?, ?, ?, ?, 'association', ?, ?)`,
    [centre, id, draft.code, draft.code, draft.code, draft.status ?? 'active', at],
  );
  for (const [user, role] of draft.members ?? []) await addMember(tx, { centre, operator: id, user, role });
  const agreements: string[] = [];
  for (const agreement of draft.agreements ?? [])
    agreements.push(await addAgreement(tx, { centre, operator: id, agreement, at }));
  return { id, agreements };
}

const addMember = (
  tx: Tx,
  { centre, operator, user, role }: { centre: number; operator: string; user: string; role: OperatorRole },
): Promise<unknown> =>
  tx.run('INSERT INTO operator_members (user_id, centre_id, operator_id, role) VALUES (?, ?, ?, ?)', [
    user,
    centre,
    operator,
    role,
  ]);

async function addAgreement(
  tx: Tx,
  { centre, operator, agreement, at }: { centre: number; operator: string; agreement: AgreementDraft; at: Instant },
): Promise<string> {
  const id = newId(at);
  const { kind = 'use', from = '2026-01-01', until = '2027-12-31' } = agreement;
  const terms: Terms = {
    rights: { ...NO_RIGHTS, ...agreement.rights },
    windows: agreement.windows ?? null,
    quotas: agreement.quotas ?? [],
    standing: [],
    duties: [],
  };
  await tx.run(
    'INSERT INTO agreements (centre_id, id, operator_id, kind, starts_on, ends_on, terms, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [centre, id, operator, kind, from, until, JSON.stringify(terms), at],
  );
  for (const code of agreement.zones) {
    await tx.run(
      `INSERT INTO agreement_zones (centre_id, agreement_id, zone_id)
       SELECT ?, ?, id FROM zones WHERE centre_id = ? AND code = ?`,
      [centre, id, centre, code],
    );
  }
  return id;
}

/** Lets a person act for an operator, or takes that away with `null`. */
export async function setMember(
  test: TestApp,
  { operator, user, role }: { operator: string; user: string; role: OperatorRole | null },
): Promise<void> {
  await unitOf(test).run(async (tx) => {
    const row = await tx.one<{ centre_id: number }>('SELECT centre_id FROM operators WHERE id = ?', [operator]);
    const centre = row?.centre_id ?? 0;
    await tx.run('DELETE FROM operator_members WHERE operator_id = ? AND user_id = ?', [operator, user]);
    if (role) await addMember(tx, { centre, operator, user, role });
  });
}

export async function setStatus(test: TestApp, operator: string, status: OperatorStatus): Promise<void> {
  await unitOf(test).run(async (tx) => {
    const row = await tx.one<{ centre_id: number }>(
      'UPDATE operators SET status = ? WHERE id = ? RETURNING centre_id',
      [status, operator],
    );
    await bumpRules(tx, row?.centre_id ?? 0);
  });
}

/** Gives a zone, and all below it that say nothing else, another way of approval. */
export async function setApproval(test: TestApp, zone: string, approval: string): Promise<void> {
  await unitOf(test).run(async (tx) => {
    const centre = await centreId(tx, 'dukou');
    const row = await tx.one<{ policy: string }>('SELECT policy FROM zones WHERE centre_id = ? AND code = ?', [
      centre,
      zone,
    ]);
    const policy = { ...(JSON.parse(row?.policy ?? '{}') as object), approval };
    await tx.run('UPDATE zones SET policy = ? WHERE centre_id = ? AND code = ?', [
      JSON.stringify(policy),
      centre,
      zone,
    ]);
    await bumpRules(tx, centre);
  });
}

/** Ends what the demo centre has agreed, so that a test's operators run their zones alone. */
export async function withoutAgreements(test: TestApp): Promise<void> {
  await unitOf(test).run(async (tx) => {
    const centre = await centreId(tx, 'dukou');
    await tx.run(`DELETE FROM claims WHERE centre_id = ? AND owner_kind = 'hold'`, [centre]);
    await tx.run('DELETE FROM agreements WHERE centre_id = ?', [centre]);
    await bumpRules(tx, centre);
  });
}
