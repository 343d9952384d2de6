import type { SqlValue } from '../platform/database/sql.js';
import type { AuditPeriod } from './audit.period.js';
import type { Instant } from '../scheduling/time.types.js';

export interface AuditSearch extends AuditPeriod {
  readonly centreId: number;
  readonly booking?: string;
  readonly person?: string;
  /** Id of the last entry of the page before. */
  readonly before?: string;
  readonly limit: number;
}

const COLUMNS = 'id, at, actor_id, actor_name, action, subject_kind, subject_id, reason, before, after';

interface Condition {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/**
 * The statement for a page of the log, newest first. Each branch is bounded and reads one index backwards, so that a
 * page costs the same however long the log has become.
 */
export function auditStatement(search: AuditSearch): Condition {
  const range = rangeOf(search);
  const branches = branchesOf(search).map((branch) => ({
    text: `SELECT * FROM (SELECT ${COLUMNS} FROM audit_log WHERE ${range.text}${branch.text}
      ORDER BY centre_id DESC, id DESC LIMIT ?) AS branch`,
    values: [...range.values, ...branch.values, search.limit],
  }));
  return {
    text: `${branches.map(({ text }) => text).join(' UNION ')} ORDER BY id DESC LIMIT ?`,
    values: [...branches.flatMap(({ values }) => values), search.limit],
  };
}

function rangeOf({ centreId, from, until, before }: AuditSearch): Condition {
  const conditions: Condition[] = [{ text: 'centre_id = ?', values: [centreId] }];
  if (from !== null) conditions.push({ text: 'id >= ?', values: [lowestIdAt(from)] });
  if (until !== null) conditions.push({ text: 'id < ?', values: [lowestIdAt(until)] });
  if (before !== undefined) conditions.push({ text: 'id < ?', values: [before] });
  return {
    text: conditions.map(({ text }) => text).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  };
}

function branchesOf({ booking, person }: AuditSearch): Condition[] {
  if (booking !== undefined && person !== undefined) {
    return [{ text: ' AND subject_id = ? AND actor_id = ?', values: [booking, person] }];
  }
  if (booking !== undefined) return [{ text: ' AND subject_id = ?', values: [booking] }];
  if (person === undefined) return [{ text: '', values: [] }];
  return [
    { text: ' AND actor_id = ?', values: [person] },
    { text: ' AND subject_id = ?', values: [person] },
  ];
}

/** Ids begin with their instant (UUID version 7), so a period of time is a range of ids. */
function lowestIdAt(at: Instant): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
