import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { Clock } from '../platform/clock.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Reader, type Queries } from '../platform/database/reader.js';
import { marks, type SqlValue } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { decodeCursor } from '../platform/http/cursor.js';
import { DEFAULT_LIMIT, pageOf, type Page } from '../platform/http/page.js';
import { badInput } from '../platform/problems/problem.js';
import { formatInstant } from '../scheduling/time.js';
import { DAY, type Instant } from '../scheduling/time.types.js';
import type { NoticeAnswer, NoticesQuery, ReadNoticesBody } from './dto/notice.dto.js';
import type { NoticeKind, NoticeSubject } from './notices.js';

interface NoticeRow {
  readonly id: string;
  readonly at: Instant;
  readonly kind: NoticeKind;
  readonly slug: string;
  readonly time_zone: string;
  readonly subject_kind: NoticeSubject;
  readonly subject_id: string;
  readonly data: string;
  readonly read_at: number | null;
}

interface Condition {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

const UNREAD: Condition = { text: 'n.read_at IS NULL', values: [] };

/** A person's own notices, and that they have read them. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** Newest first. Throws `bad-input` for a cursor that is not ours. */
  async list(actor: Actor, query: NoticesQuery): Promise<Page<NoticeAnswer>> {
    const { centre, unread, cursor, limit = DEFAULT_LIMIT } = query;
    const conditions = [
      ...seenBy(actor),
      ...(centre === undefined ? [] : [{ text: 'c.slug = ?', values: [centre] }]),
      ...(unread === true ? [UNREAD] : []),
      ...(cursor === undefined ? [] : [{ text: 'n.id < ?', values: decodeCursor(cursor, ['string']) }]),
    ];
    const rows = await this.reader.all<NoticeRow>(
      `SELECT n.id, n.at, n.kind, c.slug, c.time_zone, n.subject_kind, n.subject_id, n.data, n.read_at
       FROM notices n JOIN centres c ON c.id = n.centre_id
       WHERE ${conditions.map(({ text }) => text).join(' AND ')} ORDER BY n.id DESC LIMIT ?`,
      [...conditions.flatMap(({ values }) => values), limit + 1],
    );
    return pageOf(rows, { limit, keyOf: ({ id }) => [id], toItem: noticeAnswer });
  }

  async countUnread(actor: Actor, queries: Queries = this.reader): Promise<{ unread: number }> {
    const conditions = [...seenBy(actor), UNREAD];
    const row = await queries.one<{ n: number }>(
      `SELECT COUNT(*) AS n FROM notices n WHERE ${conditions.map(({ text }) => text).join(' AND ')}`,
      conditions.flatMap(({ values }) => values),
    );
    return { unread: Number(row?.n ?? 0) };
  }

  /** Ids that are not one's own are passed over, as those that were read before. Gives how many are left to read. */
  async markRead(actor: Actor, { ids, until }: ReadNoticesBody): Promise<{ unread: number }> {
    if (ids === undefined && until === undefined) {
      throw badInput([{ pointer: '/ids', detail: 'Name notices in ids, or the newest one you have read in until.' }]);
    }
    const meant: Condition[] = [
      ...(ids === undefined ? [] : [{ text: `id IN (${marks(ids.length)})`, values: ids }]),
      ...(until === undefined ? [] : [{ text: 'id <= ?', values: [until] }]),
    ];
    return this.unitOfWork.run(async (tx) => {
      await tx.run(
        `UPDATE notices SET read_at = ? WHERE user_id = ? AND read_at IS NULL
         AND (${meant.map(({ text }) => text).join(' OR ')})`,
        [this.clock.now(), actor.id, ...meant.flatMap(({ values }) => values)],
      );
      return this.countUnread(actor, tx);
    });
  }

  /** Drops notices that are older than the setting, read or not. */
  async forgetOld(now: Instant): Promise<number> {
    const oldest = now - this.settings.noticeDays * DAY;
    return this.unitOfWork.run((tx) => tx.run('DELETE FROM notices WHERE at < ?', [oldest]));
  }
}

/** One's own, of centres one belongs to today: what was told before does not outlive belonging there. */
function seenBy(actor: Actor): Condition[] {
  const own = { text: 'n.user_id = ?', values: [actor.id] };
  if (actor.isOwner) return [own];
  const centres = [...new Set([...actor.memberships, ...actor.operators].map(({ centreId }) => centreId))];
  return [
    own,
    centres.length === 0
      ? { text: '1 = 0', values: [] }
      : { text: `n.centre_id IN (${marks(centres.length)})`, values: centres },
  ];
}

const noticeAnswer = (row: NoticeRow): NoticeAnswer => ({
  id: row.id,
  at: formatInstant(row.at, row.time_zone),
  kind: row.kind,
  centre: row.slug,
  subject: { kind: row.subject_kind, id: row.subject_id },
  data: JSON.parse(row.data) as Record<string, unknown>,
  read: row.read_at !== null,
});
