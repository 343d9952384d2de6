import type { Queries } from '../platform/database/reader.js';
import type { SqlValue } from '../platform/database/sql.js';
import type { Role } from './actor.js';

/** An account, seen from a centre (`role` is the one there) or from the installation (`role` is null). */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role | null;
  readonly isOwner: boolean;
  readonly locked: boolean;
  /** False until the first one-time link has been used. */
  readonly hasPassword: boolean;
  readonly version: number;
}

interface PersonRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role | null;
  readonly is_owner: number;
  readonly locked: number;
  readonly has_password: number;
  readonly version: number;
}

const columns = (role: string): string => `u.id, u.login, u.name, ${role} AS role, u.is_owner, u.version,
  CASE WHEN u.locked_at IS NULL THEN 0 ELSE 1 END AS locked,
  CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END AS has_password`;

const IN_CENTRE = `SELECT ${columns('m.role')} FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.centre_id = ?`;
const ANYWHERE = `SELECT ${columns('NULL')} FROM users u`;

/** The person, if they belong to the centre. */
export function personInCentre(queries: Queries, centreId: number, id: string): Promise<Person | null> {
  return findPerson(queries, `${IN_CENTRE} AND u.id = ?`, [centreId, id]);
}

/** The person, wherever they belong. */
export function personAnywhere(queries: Queries, id: string): Promise<Person | null> {
  return findPerson(queries, `${ANYWHERE} WHERE u.id = ?`, [id]);
}

/** The centre's people by login, from after `login` on. */
export async function peopleOfCentre(
  queries: Queries,
  centreId: number,
  { after, limit }: { after: string; limit: number },
): Promise<Person[]> {
  const rows = await queries.all<PersonRow>(`${IN_CENTRE} AND u.login > ? ORDER BY u.login LIMIT ?`, [
    centreId,
    after,
    limit,
  ]);
  return rows.map(toPerson);
}

/** All owners by login; there are few. */
export async function allOwners(queries: Queries): Promise<Person[]> {
  const rows = await queries.all<PersonRow>(`${ANYWHERE} WHERE u.is_owner = 1 ORDER BY u.login`);
  return rows.map(toPerson);
}

async function findPerson(queries: Queries, text: string, values: readonly SqlValue[]): Promise<Person | null> {
  const row = await queries.one<PersonRow>(text, values);
  return row ? toPerson(row) : null;
}

const toPerson = ({ id, login, name, role, version, ...row }: PersonRow): Person => ({
  id,
  login,
  name,
  role,
  isOwner: row.is_owner === 1,
  locked: row.locked === 1,
  hasPassword: row.has_password === 1,
  version,
});
