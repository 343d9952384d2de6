import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { marks } from '../platform/database/sql.js';
import type { News } from '../platform/outbox/outbox.reader.js';

/** So many subjects are looked up at once. */
const CHUNK = 200;

/** Whose notices a change may have brought: notices are written in the same transaction, about the same thing. */
@Injectable()
export class NoticeReaders {
  constructor(private readonly reader: Reader) {}

  /** Those of `people` who have ever been told of one of these things. */
  async among(
    people: ReadonlySet<string>,
    { centreId, news }: { centreId: number; news: readonly News[] },
  ): Promise<ReadonlySet<string>> {
    const told = new Set<string>();
    if (people.size === 0) return told;
    const subjects = [...new Set(news.map(({ subjectId }) => subjectId))];
    for (let at = 0; at < subjects.length; at += CHUNK) {
      const some = subjects.slice(at, at + CHUNK);
      const rows = await this.reader.all<{ user_id: string }>(
        `SELECT DISTINCT user_id FROM notices WHERE centre_id = ? AND subject_id IN (${marks(some.length)})`,
        [centreId, ...some],
      );
      for (const { user_id: id } of rows) if (people.has(id)) told.add(id);
    }
    return told;
  }
}
