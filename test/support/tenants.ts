import { OPERATOR_ROLES, type OperatorRole } from '../../src/accounts/actor.js';
import { bumpRules } from '../../src/centres/rules.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { AgreementKind, Rights, Terms } from '../../src/scheduling/agreements.types.js';
import { newId } from '../../src/platform/ids.js';
import type { Tx } from '../../src/platform/database/sql.js';
import type { TestApp } from './app.js';

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

const NO_RIGHTS: Rights = { decide: false, setHours: false, setPolicy: false, waive: [], sees: 'counts' };

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

/** Writes an active operator of the demo centre with its people and one agreement, straight into the database. */
export async function addTenant({ app, clock }: TestApp, facts: TenantFacts): Promise<Tenant> {
  const at = clock.now();
  const [id, agreement] = [newId(at), newId(at)];
  await app.get(UnitOfWork, { strict: false }).run(async (tx) => {
    const centre = await tx.one<{ id: number }>(`SELECT id FROM centres WHERE slug = 'dukou'`);
    const centreId = centre?.id ?? 0;
    if (!emptied.has(app) && !facts.besideDemo) await removeDemoTenants(tx, centreId);
    emptied.add(app);
    await tx.run(
      `INSERT INTO operators (centre_id, id, code, name, name_en, kind, status, created_at)
       VALUES (?, ?, ?, ?, ?, 'association', 'active', ?)`,
      [centreId, id, facts.code, facts.code, facts.code, at],
    );
    const logins: Record<OperatorRole, readonly string[]> = {
      manager: facts.managers ?? [],
      member: facts.members ?? [],
    };
    for (const role of OPERATOR_ROLES) {
      for (const login of logins[role]) {
        await tx.run(
          'INSERT INTO operator_members (user_id, centre_id, operator_id, role) SELECT id, ?, ?, ? FROM users WHERE login = ?',
          [centreId, id, role, login],
        );
      }
    }
    if (facts.zones) {
      const terms: Terms = {
        rights: { ...NO_RIGHTS, ...facts.rights },
        windows: null,
        quotas: facts.quotas ?? [],
        standing: [],
        duties: [],
      };
      await tx.run(
        `INSERT INTO agreements (centre_id, id, operator_id, kind, starts_on, ends_on, terms, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          centreId,
          agreement,
          id,
          facts.kind ?? 'operate',
          facts.from ?? '2026-01-01',
          facts.until ?? '2026-12-31',
          JSON.stringify(terms),
          at,
        ],
      );
      for (const code of facts.zones) {
        await tx.run(
          'INSERT INTO agreement_zones (centre_id, agreement_id, zone_id) SELECT ?, ?, id FROM zones WHERE centre_id = ? AND code = ?',
          [centreId, agreement, centreId, code],
        );
      }
    }
    await bumpRules(tx, centreId);
  });
  return { id, agreement };
}
