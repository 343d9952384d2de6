import { OPERATOR_ROLES, type OperatorRole } from '../../src/accounts/actor.js';
import { bumpRules } from '../../src/centres/rules.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { AgreementKind, Rights, Terms } from '../../src/scheduling/agreements.types.js';
import type { Tx } from '../../src/platform/database/sql.js';
import type { TestApp } from './app.js';
import { centreId, writeOperator, type OperatorDraft } from './operators.js';

export interface TenantFacts {
  readonly code: string;
  /** Logins of its people. */
  readonly managers?: readonly string[];
  readonly members?: readonly string[];
  /** Zone codes of its one agreement; none without them. */
  readonly zones?: readonly string[];
  readonly kind?: AgreementKind;
  readonly from?: string;
  readonly until?: string;
  readonly rights?: Partial<Rights>;
  readonly quotas?: Terms['quotas'];
  /** Stands beside the demo's own operators, which else go when the first one of a test is added. */
  readonly besideDemo?: boolean;
}

export interface Tenant {
  readonly id: string;
  readonly agreement: string;
}

const emptied = new WeakSet<object>();

/** The demo's own operators would stand beside those of a test; their people become plain members. */
async function removeDemoTenants(tx: Tx, centreId: number): Promise<void> {
  await tx.run(`DELETE FROM claims WHERE centre_id = ? AND owner_kind = 'hold'`, [centreId]);
  await tx.run(
    `INSERT INTO memberships (user_id, centre_id, role) SELECT DISTINCT user_id, centre_id, 'member' FROM operator_members
     WHERE centre_id = ? ON CONFLICT (user_id, centre_id) DO NOTHING`,
    [centreId],
  );
  for (const table of ['agreement_zones', 'agreements', 'operator_members', 'operators'])
    await tx.run(`DELETE FROM ${table} WHERE centre_id = ?`, [centreId]);
}

/** The people of an operator by their logins. */
async function membersOf(tx: Tx, { managers = [], members = [] }: TenantFacts): Promise<OperatorDraft['members']> {
  const logins: Record<OperatorRole, readonly string[]> = { manager: managers, member: members };
  const found: (readonly [string, OperatorRole])[] = [];
  for (const role of OPERATOR_ROLES) {
    for (const login of logins[role]) {
      const user = await tx.one<{ id: string }>('SELECT id FROM users WHERE login = ?', [login]);
      if (!user) throw new Error(`there is nobody ${login}`);
      found.push([user.id, role]);
    }
  }
  return found;
}

/** Writes an active operator of the demo centre with its people and one agreement, straight into the database. */
export async function addTenant({ app, clock }: TestApp, facts: TenantFacts): Promise<Tenant> {
  const { zones, kind = 'operate', from = '2026-01-01', until = '2026-12-31', rights, quotas = [] } = facts;
  return app.get(UnitOfWork, { strict: false }).run(async (tx) => {
    const centre = await centreId(tx, 'dukou');
    if (!emptied.has(app) && !facts.besideDemo) await removeDemoTenants(tx, centre);
    emptied.add(app);
    const agreements = zones ? [{ kind, from, until, zones, quotas, ...(rights && { rights }) }] : [];
    const draft = { code: facts.code, members: await membersOf(tx, facts), agreements };
    const { id, agreements: made } = await writeOperator(tx, { centre, draft, at: clock.now() });
    await bumpRules(tx, centre);
    return { id, agreement: made[0] ?? '' };
  });
}
