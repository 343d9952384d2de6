import type { Queries } from '../platform/database/reader.js';
import type { Instant } from '../scheduling/time.types.js';
import { auditBookings } from './audit.bookings.js';
import { auditClosures } from './audit.closures.js';
import { auditHolds } from './audit.holds.js';
import { auditOccurrences } from './audit.occurrences.js';
import { auditClaims } from './audit.sweep.js';

/** One thing in the database that contradicts an invariant of the README. */
export interface Finding {
  readonly invariant: 'I1' | 'I2' | 'I4' | 'I9';
  /** Slug of the centre. */
  readonly centre: string;
  /** Id of the booking, occurrence, closure date, agreement or cell it is about. */
  readonly subject: string;
  readonly detail: string;
}

export interface AuditedCentre {
  readonly id: number;
  readonly slug: string;
}

export interface AuditQuestion {
  readonly now: Instant;
  /** All centres when left out. */
  readonly centreId?: number;
}

/** A ledger as broken as this needs no longer list. */
export const MAX_FINDINGS = 1000;

/**
 * Looks through the stored data for what contradicts the invariants, at most 1,000 findings:
 *
 * | invariant | holds when |
 * | --------- | ---------- |
 * | I1        | no cell is claimed beyond its units at any instant from which they hold, nor beside a whole claim |
 * | I2        | live occurrences, dates of active closures and standing units of agreements have exactly their claims, everybody else none |
 * | I4        | a booking has at least one date, taken or refused, and the status that its dates give it |
 * | I9        | each booking's making is in the audit log |
 *
 * It reads page by page and lets other work in between, so a change in its middle may look like a fault: findings of a
 * database in use count when a second look has them too, see `confirmedFindings`.
 */
export async function auditLedger(queries: Queries, { now, centreId }: AuditQuestion): Promise<Finding[]> {
  const findings: Finding[] = [];
  const centres = await queries.all<AuditedCentre>('SELECT id, slug FROM centres ORDER BY id');
  for (const centre of centres.filter(({ id }) => centreId === undefined || id === centreId)) {
    const checks = [
      auditClaims(queries, centre),
      auditOccurrences(queries, centre, now),
      auditClosures(queries, centre, now),
      auditHolds(queries, centre, now),
      auditBookings(queries, centre),
    ];
    for (const check of checks) {
      for await (const finding of check) {
        findings.push(finding);
        if (findings.length >= MAX_FINDINGS) return findings;
      }
    }
  }
  return findings;
}

/** The findings that two audits in a row have in common. */
export async function confirmedFindings(queries: Queries, question: AuditQuestion): Promise<Finding[]> {
  const first = await auditLedger(queries, question);
  if (first.length === 0) return [];
  const known = new Set(first.map((finding) => JSON.stringify(finding)));
  return (await auditLedger(queries, question)).filter((finding) => known.has(JSON.stringify(finding)));
}
