import type { Instant, WallTime } from '../scheduling/time.types.js';
import type {
  Booker,
  Booking,
  Occurrence,
  Proposal,
  ReasonCode,
  RefusedDate,
  Segment,
  Stage,
  Status,
  Visibility,
  Waiver,
} from './booking.types.js';
import type { Refusal } from '../scheduling/refusals.js';

export interface BookingRow {
  id: string;
  zone_id: number;
  title: string;
  note: string | null;
  heads: number | null;
  visibility: Visibility;
  status: Status;
  needs: string;
  behalf_name: string | null;
  behalf_phone: string | null;
  segments: string;
  waiver: string | null;
  booker: Booker;
  operator_id: string | null;
  accepted_by: string | null;
  accepted_at: number | null;
  created_by: string;
  created_at: number;
  version: number;
}

export const BOOKING_COLUMNS =
  'id, zone_id, title, note, heads, visibility, status, needs, behalf_name, behalf_phone, segments, waiver, booker, operator_id, accepted_by, accepted_at, created_by, created_at, version';

export const bookingOf = (row: BookingRow): Booking => ({
  id: row.id,
  zoneId: row.zone_id,
  title: row.title,
  note: row.note,
  heads: row.heads,
  visibility: row.visibility,
  status: row.status,
  needs: JSON.parse(row.needs) as string[],
  behalfName: row.behalf_name,
  behalfPhone: row.behalf_phone,
  segments: JSON.parse(row.segments) as Segment[],
  waiver: row.waiver === null ? null : (JSON.parse(row.waiver) as Waiver),
  booker: row.booker,
  operatorId: row.operator_id,
  acceptedBy: row.accepted_by,
  acceptedAt: row.accepted_at as Instant | null,
  createdBy: row.created_by,
  createdAt: row.created_at as Instant,
  version: row.version,
});

export interface OccurrenceRow {
  id: string;
  booking_id: string;
  zone_id: number;
  original_wall: string;
  series_wall: string;
  start_wall: string;
  end_wall: string;
  start_at: number;
  end_at: number;
  setup_minutes: number;
  cleanup_minutes: number;
  heads: number;
  status: Status;
  edited: number;
  kept: number;
  reason: string | null;
  reason_code: ReasonCode | null;
  changed_at: number;
  undo_status: Status | null;
  operator_id: string | null;
  stage: Stage | null;
  decided_by: string | null;
  decided_at: number | null;
  proposal: string | null;
}

export const OCCURRENCE_COLUMNS = [
  'id',
  'booking_id',
  'zone_id',
  'original_wall',
  'series_wall',
  'start_wall',
  'end_wall',
  'start_at',
  'end_at',
  'setup_minutes',
  'cleanup_minutes',
  'heads',
  'status',
  'edited',
  'kept',
  'reason',
  'reason_code',
  'changed_at',
  'undo_status',
  'operator_id',
  'stage',
  'decided_by',
  'decided_at',
  'proposal',
] as const;

export const occurrenceOf = (row: OccurrenceRow): Occurrence => ({
  id: row.id,
  bookingId: row.booking_id,
  zoneId: row.zone_id,
  original: row.original_wall as WallTime,
  series: row.series_wall as WallTime,
  startWall: row.start_wall as WallTime,
  endWall: row.end_wall as WallTime,
  start: row.start_at as Instant,
  end: row.end_at as Instant,
  setupMinutes: row.setup_minutes,
  cleanupMinutes: row.cleanup_minutes,
  heads: row.heads,
  status: row.status,
  edited: row.edited === 1,
  kept: row.kept === 1,
  reason: row.reason,
  reasonCode: row.reason_code,
  changedAt: row.changed_at as Instant,
  undoStatus: row.undo_status,
  operatorId: row.operator_id,
  stage: row.stage,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at as Instant | null,
  proposal: row.proposal === null ? null : (JSON.parse(row.proposal) as Proposal),
});

/** The values of an occurrence in the order of `OCCURRENCE_COLUMNS`. */
export const occurrenceValues = (o: Occurrence): (string | number | null)[] => [
  o.id,
  o.bookingId,
  o.zoneId,
  o.original,
  o.series,
  o.startWall,
  o.endWall,
  o.start,
  o.end,
  o.setupMinutes,
  o.cleanupMinutes,
  o.heads,
  o.status,
  o.edited ? 1 : 0,
  o.kept ? 1 : 0,
  o.reason,
  o.reasonCode,
  o.changedAt,
  o.undoStatus,
  o.operatorId,
  o.stage,
  o.decidedBy,
  o.decidedAt,
  o.proposal === null ? null : JSON.stringify(o.proposal),
];

export interface RefusedRow {
  zone_id: number;
  start_wall: string;
  end_wall: string;
  refusals: string;
}

export const refusedOf = (row: RefusedRow): RefusedDate => ({
  zoneId: row.zone_id,
  startWall: row.start_wall as WallTime,
  endWall: row.end_wall as WallTime,
  refusals: JSON.parse(row.refusals) as Refusal[],
});
