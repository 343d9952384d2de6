import { decidersOn } from './approval.js';
import { SYSTEM } from '../accounts/actor.js';
import { writeNotices, type NoticeKind, type Recipient } from '../notices/notices.js';
import type { OperatorsView } from '../operators/operators.world.js';
import { todayOf } from '../operators/standings.js';
import type { Tx } from '../platform/database/sql.js';
import { grouped } from '../platform/grouped.js';
import { formatInstant } from '../scheduling/time.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import type { Booker, Booking, Occurrence } from './booking.types.js';
import type { ToldQuota } from './tenancies.js';

/** What happened to a booking, for those who must know. */
export interface BookingNews {
  readonly plan: Plan;
  /** Asked only when an operator has something to decide, or had. */
  readonly operators: () => Promise<OperatorsView>;
  readonly at: Instant;
  readonly actor: { readonly id: string };
  /** Such as `booking.cancelled`. */
  readonly action: string;
  readonly bookingId: string;
  readonly before: readonly Occurrence[];
  readonly after: readonly Occurrence[];
  /** What it is about, when no date of it changed. */
  readonly about?: readonly Occurrence[];
  /** Its own state, when that changed too. */
  readonly booking?: { readonly before: Booking; readonly after: Booking };
  /** It happened because a rule changed beneath the booking. */
  readonly byRules?: boolean;
}

/** What those who hold a booking are told of what others did with it; other actions tell them nothing. */
const KINDS: Readonly<Record<string, NoticeKind>> = {
  'booking.accepted': 'accepted',
  'booking.forwarded': 'accepted',
  'booking.confirmed': 'confirmed',
  'booking.declined': 'declined',
  'booking.countered': 'countered',
  'booking.proposal-expired': 'proposal-answered',
  'booking.edited': 'changed',
  'booking.cancel-undone': 'changed',
  'booking.cancelled': 'cancelled',
  'booking.expired': 'expired',
  'booking.handed-over': 'handed-over',
  'booking.kept': 'hours-changed',
  'booking.calendar-applied': 'hours-changed',
};

const ANSWERS: Readonly<Record<string, string>> = {
  'booking.proposal-accepted': 'accepted',
  'booking.proposal-declined': 'declined',
  'booking.proposal-expired': 'expired',
};

type Holders = Pick<Booking, 'createdBy' | 'operatorId' | 'booker'>;

/**
 * Tells whom a change of a booking concerns, in its transaction: who decides next of a request, who holds it of what
 * others did with it, who proposed something of the answer. Nobody is told who may not open the booking.
 */
export async function tellOfBooking(tx: Tx, news: BookingNews): Promise<void> {
  await tellDeciders(tx, news);
  await tellProposers(tx, news);
  await tellFormerMaker(tx, news);
  const kind = news.byRules ? 'hours-changed' : KINDS[news.action];
  if (kind === undefined) return;
  const about = news.about ?? (news.after.length > 0 ? news.after : news.before);
  await tell(tx, news, { kind, about, more: detailOf(news), to: await holdersOf(tx, news) });
}

/** The managers of an operator are told once of a quota and period that the booking takes to nine tenths. */
export async function tellOfQuotas(
  tx: Tx,
  told: {
    readonly centreId: number;
    readonly at: Instant;
    readonly actor: { readonly id: string };
    readonly operatorId: string | null;
    readonly quotas: readonly ToldQuota[];
  },
): Promise<void> {
  const { centreId, at, actor, operatorId } = told;
  if (operatorId === null) return;
  const nearlyUsed = told.quotas.filter(({ asked, limit, left }) => asked > 0 && (limit - left) * 10 >= limit * 9);
  for (const { agreement, quota, period } of nearlyUsed) {
    await writeNotices(tx, {
      ...{ centreId, at, kind: 'quota-nearly-used', subjectKind: 'agreement', subjectId: agreement, by: actor },
      data: { quota, period },
      to: [{ operator: operatorId, as: 'manager' }],
      once: true,
    });
  }
}

/** Dates that have come to somebody's turn, or moved while it is theirs. */
async function tellDeciders(tx: Tx, news: BookingNews): Promise<void> {
  if (news.action === 'booking.countered') return;
  const came = news.after.filter((date) => date.stage !== null && isWaiting(date) && isNewTo(date, news.before));
  const toCentre = came.filter(({ stage }) => stage === 'centre');
  await tell(tx, news, { kind: 'request-came', about: toCentre, to: [{ role: 'office' }, { role: 'admin' }] });
  const toOperators = grouped(
    came.filter(({ stage }) => stage === 'operator'),
    ({ zoneId }) => zoneId,
  );
  for (const [zoneId, about] of toOperators) {
    const runner = await runnerOf(news, zoneId);
    const to: Recipient[] = runner === undefined ? [] : [{ operator: runner, as: 'manager' }];
    await tell(tx, news, { kind: 'request-came', about, to });
  }
}

/** Who proposed something learns the answer, while it is still theirs to decide. */
async function tellProposers(tx: Tx, news: BookingNews): Promise<void> {
  const answer = ANSWERS[news.action];
  if (answer === undefined) return;
  const proposed = news.before.flatMap((date) => (date.proposal ? [{ date, by: date.proposal.proposedBy }] : []));
  for (const [by, dates] of grouped(proposed, (one) => one.by)) {
    const about = dates.map(({ date }) => date);
    const runner = (about[0] && (await runnerOf(news, about[0].zoneId))) ?? '';
    const to: Recipient[] = (await stillDecides(tx, { centreId: news.plan.centreId, by, runner }))
      ? [{ user: by }]
      : [];
    await tell(tx, news, { kind: 'proposal-answered', about, more: { answer }, to });
  }
}

/** Who made a booking that has gone to others is told so, though they may not open it any more; managers know from the agreement. */
async function tellFormerMaker(tx: Tx, news: BookingNews): Promise<void> {
  const { booking, plan, after } = news;
  if (news.action !== 'booking.handed-over' || !booking) return;
  const held = await stillHolds(tx, plan.centreId, booking.before);
  if (!held || (await stillHolds(tx, plan.centreId, booking.after))) return;
  await tell(tx, news, {
    kind: 'handed-over',
    about: after,
    more: { gone: true },
    to: [{ user: booking.before.createdBy }],
  });
}

async function tell(
  tx: Tx,
  { plan, at, actor, bookingId }: BookingNews,
  telling: {
    readonly kind: NoticeKind;
    readonly about: readonly Occurrence[];
    readonly more?: Readonly<Record<string, unknown>>;
    readonly to: readonly Recipient[];
  },
): Promise<void> {
  const { kind, about, more, to } = telling;
  const first = about.toSorted((a, b) => a.start - b.start)[0];
  if (to.length === 0 || !first) return;
  await writeNotices(tx, {
    ...{ centreId: plan.centreId, at, kind, subjectKind: 'booking', subjectId: bookingId, by: actor },
    data: {
      zone: plan.byId.get(first.zoneId)?.code,
      start: formatInstant(first.start, plan.timeZone),
      dates: about.length,
      ...more,
    },
    to,
  });
}

export const isWaiting = ({ status }: Occurrence): boolean => status === 'pending' || status === 'standby';

function isNewTo(date: Occurrence, before: readonly Occurrence[]): boolean {
  const was = before.find(({ id }) => id === date.id);
  if (!was || !isWaiting(was) || was.stage !== date.stage) return true;
  return was.zoneId !== date.zoneId || was.start !== date.start || was.end !== date.end;
}

function detailOf({ action, byRules, before, after }: BookingNews): Record<string, unknown> {
  const answer = ANSWERS[action];
  if (answer !== undefined) return { answer };
  if (action === 'booking.forwarded') return { next: 'centre' };
  const reasonCode = after.find((date) => date.reasonCode !== null)?.reasonCode;
  const outcome = byRules && before[0] && after[0] ? { outcome: outcomeOf(before[0], after[0]) } : {};
  return { ...outcome, ...(reasonCode ? { reasonCode } : {}) };
}

function outcomeOf(before: Occurrence, after: Occurrence): 'cancelled' | 'moved' | 'shortened' | 'kept' {
  if (after.status === 'cancelled') return 'cancelled';
  if (after.zoneId !== before.zoneId || after.start !== before.start) return 'moved';
  return after.end === before.end ? 'kept' : 'shortened';
}

async function runnerOf({ plan, operators, at }: BookingNews, zoneId: number): Promise<string | undefined> {
  return decidersOn(await operators(), todayOf(at, plan)).get(zoneId);
}

/** Its maker, while still of the operator it is for or of the centre's people, and that operator's managers. */
async function holdersOf(tx: Tx, { plan: { centreId }, bookingId }: BookingNews): Promise<Recipient[]> {
  const row = await tx.one<{ created_by: string; booker: Booker; operator_id: string | null }>(
    'SELECT created_by, booker, operator_id FROM bookings WHERE centre_id = ? AND id = ?',
    [centreId, bookingId],
  );
  if (!row) return [];
  const holders: Holders = { createdBy: row.created_by, booker: row.booker, operatorId: row.operator_id };
  const maker: Recipient[] = (await stillHolds(tx, centreId, holders)) ? [{ user: holders.createdBy }] : [];
  return holders.operatorId === null ? maker : [...maker, { operator: holders.operatorId, as: 'manager' }];
}

async function stillHolds(tx: Tx, centreId: number, { createdBy, booker, operatorId }: Holders): Promise<boolean> {
  if (createdBy === SYSTEM.id) return false;
  if (operatorId === null && booker === 'member') return true;
  const found = await tx.one(
    `SELECT 1 AS one FROM users u WHERE u.id = ? AND (u.is_owner = 1
       OR EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = u.id AND m.centre_id = ? AND m.role IN ('admin', 'office', 'desk'))
       OR EXISTS (SELECT 1 FROM operator_members p WHERE p.user_id = u.id AND p.centre_id = ? AND p.operator_id = ?))`,
    [createdBy, centreId, centreId, operatorId ?? ''],
  );
  return found !== undefined;
}

async function stillDecides(
  tx: Tx,
  { centreId, by, runner }: { centreId: number; by: string; runner: string },
): Promise<boolean> {
  const found = await tx.one(
    `SELECT 1 AS one FROM users u WHERE u.id = ? AND (u.is_owner = 1
       OR EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = u.id AND m.centre_id = ? AND m.role IN ('admin', 'office'))
       OR EXISTS (SELECT 1 FROM operator_members p WHERE p.user_id = u.id AND p.centre_id = ? AND p.operator_id = ?
         AND p.role = 'manager'))`,
    [by, centreId, centreId, runner],
  );
  return found !== undefined;
}
