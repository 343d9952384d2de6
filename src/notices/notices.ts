import type { OperatorRole, Role } from '../accounts/actor.js';
import { newId } from '../platform/ids.js';
import { rowMarks, type SqlValue, type Tx } from '../platform/database/sql.js';
import type { Instant } from '../scheduling/time.types.js';

/** Everything a person is told of by itself; locale files say each in words. */
export const NOTICE_KINDS = [
  'request-came',
  'accepted',
  'confirmed',
  'declined',
  'countered',
  'proposal-answered',
  'changed',
  'cancelled',
  'expired',
  'hours-changed',
  'agreement-ends',
  'agreement-changed',
  'handed-over',
  'quota-nearly-used',
  'hours-requested',
  'hours-decided',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_SUBJECTS = ['booking', 'agreement', 'operator', 'hours-request'] as const;
export type NoticeSubject = (typeof NOTICE_SUBJECTS)[number];

/** One group of people; they are looked up in the transaction that tells them. */
export type Recipient =
  { readonly user: string } | { readonly role: Role } | { readonly operator: string; readonly as: OperatorRole };

export interface Notice {
  readonly centreId: number;
  readonly at: Instant;
  readonly kind: NoticeKind;
  readonly subjectKind: NoticeSubject;
  readonly subjectId: string;
  /** Ids, codes, times and counts; never a name, a title or a reason, since it outlives the right to see them. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly to: readonly Recipient[];
  /** Who did it, and need not be told. */
  readonly by: { readonly id: string };
  /** Leaves out who was told the very same before. */
  readonly once?: boolean;
}

const ROWS_PER_STATEMENT = 500;

/** Writes a notice for each person meant, in the transaction of what they are told of; gives how many. */
export async function writeNotices(tx: Tx, notice: Notice): Promise<number> {
  const data = JSON.stringify(notice.data);
  const people = await peopleMeant(tx, notice, data);
  for (let i = 0; i < people.length; i += ROWS_PER_STATEMENT) {
    const some = people.slice(i, i + ROWS_PER_STATEMENT);
    await tx.run(
      `INSERT INTO notices (centre_id, user_id, id, at, kind, subject_kind, subject_id, data) VALUES ${rowMarks(some.length, 8)}`,
      some.flatMap((userId): SqlValue[] => [
        notice.centreId,
        userId,
        newId(notice.at),
        notice.at,
        notice.kind,
        notice.subjectKind,
        notice.subjectId,
        data,
      ]),
    );
  }
  return people.length;
}

/** Ids of the people meant, each once; locked accounts are left out, and so is who did it. */
async function peopleMeant(tx: Tx, notice: Notice, data: string): Promise<string[]> {
  if (notice.to.length === 0) return [];
  const groups = notice.to.map((recipient) => groupOf(notice.centreId, recipient));
  const told = notice.once
    ? ` AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.centre_id = ? AND n.subject_id = ? AND n.kind = ?
         AND n.user_id = u.id AND n.data = ?)`
    : '';
  const rows = await tx.all<{ id: string }>(
    `SELECT u.id FROM users u WHERE u.locked_at IS NULL AND u.id <> ? AND (${groups.map(({ text }) => text).join(' OR ')})${told}
     ORDER BY u.id`,
    [
      notice.by.id,
      ...groups.flatMap(({ values }) => values),
      ...(notice.once ? [notice.centreId, notice.subjectId, notice.kind, data] : []),
    ],
  );
  return rows.map(({ id }) => id);
}

function groupOf(centreId: number, recipient: Recipient): { text: string; values: SqlValue[] } {
  if ('user' in recipient) return { text: 'u.id = ?', values: [recipient.user] };
  if ('role' in recipient) {
    return {
      text: 'u.id IN (SELECT m.user_id FROM memberships m WHERE m.centre_id = ? AND m.role = ?)',
      values: [centreId, recipient.role],
    };
  }
  return {
    text: 'u.id IN (SELECT p.user_id FROM operator_members p WHERE p.centre_id = ? AND p.operator_id = ? AND p.role = ?)',
    values: [centreId, recipient.operator, recipient.as],
  };
}
