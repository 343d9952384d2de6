import { isListed, type ListedDates } from './recurrence.dates.js';
import { judgeDay } from './recurrence.days.js';
import type { RecurrenceOccurrence, RecurrenceRequest, Rule, SkippedTime } from './recurrence.types.js';
import { dateOf, resolveWall, wallAt } from './time.js';
import type { WallDate, WallTime } from './time.types.js';

/** Why no more dates were taken: COUNT is reached, the list is full while more would come, or the horizon is passed. */
export type Stop = 'count' | 'full' | 'horizon';

/** Takes the dates of a rule one after the other, and sorts them into occurrences and times left out. */
export class Collector {
  readonly occurrences: RecurrenceOccurrence[] = [];
  readonly skipped: SkippedTime[] = [];
  stop: Stop | null = null;
  private counted = 0;
  private readonly most: number;
  private readonly horizon: WallTime;

  constructor(
    private readonly request: RecurrenceRequest,
    private readonly rule: Rule,
    private readonly excluded: ListedDates,
  ) {
    this.most = Math.min(request.limit ?? request.maxOccurrences, request.maxOccurrences);
    this.horizon = wallAt(request.horizonEnd, 1439);
  }

  /** Takes the next date of the rule; false when no more are wanted. */
  take(wall: WallTime): boolean {
    if (this.stop !== null) return false;
    if (wall > this.horizon) return this.end('horizon');
    const { days = 'any' } = this.request;
    const { reason } = this.verdict(wall);
    const resolved = resolveWall(wall, this.request.timeZone);
    if (resolved.kind === 'gap') return this.skip(wall, 'nonexistent');
    if (reason !== undefined && days === 'working-days') return this.skip(wall, reason);
    if (reason !== undefined) this.skip(wall, reason);
    else if (isListed(this.excluded, wall)) this.skip(wall, 'excluded');
    else if (this.occurrences.length === this.most) return this.end('full');
    else this.push(wall);
    this.counted += 1;
    return this.counted === this.rule.count ? this.end('count') : true;
  }

  /** Adds the dates that were listed by hand, whatever the days rule says; true when some had to be left out. */
  add(listed: ListedDates): boolean {
    const clock = this.request.start.slice(10);
    const walls = new Set([...listed.walls, ...[...listed.dates].map((date) => `${date}${clock}` as WallTime)]);
    const taken = new Set(this.occurrences.map((occurrence) => occurrence.local));
    let leftOut = false;
    for (const wall of walls) {
      if (taken.has(wall)) continue;
      if (isListed(this.excluded, wall)) this.skipOnce(wall, 'excluded');
      else if (resolveWall(wall, this.request.timeZone).kind === 'gap') this.skipOnce(wall, 'nonexistent');
      else if (wall > this.horizon) leftOut = true;
      else this.push(wall);
    }
    this.occurrences.sort(byLocal);
    if (this.occurrences.length > this.most) {
      this.occurrences.length = this.most;
      leftOut = true;
    }
    return leftOut;
  }

  /** What was left out, ascending; a date that was added by hand after all isn't among it. */
  leftOut(): SkippedTime[] {
    const taken = new Set(this.occurrences.map((occurrence) => occurrence.local));
    return this.skipped.filter(({ local }) => !taken.has(local)).sort(byLocal);
  }

  private verdict(wall: WallTime): ReturnType<typeof judgeDay> {
    const { days = 'any', calendar } = this.request;
    const date: WallDate = dateOf(wall);
    return judgeDay(days, date, calendar?.(date));
  }

  private push(wall: WallTime): void {
    const resolved = resolveWall(wall, this.request.timeZone);
    if (resolved.kind === 'gap') return;
    this.occurrences.push({ local: wall, instant: resolved.instant, provisional: this.verdict(wall).provisional });
  }

  private skip(local: WallTime, reason: SkippedTime['reason']): true {
    this.skipped.push({ local, reason });
    return true;
  }

  private skipOnce(local: WallTime, reason: SkippedTime['reason']): void {
    if (!this.skipped.some((skipped) => skipped.local === local)) this.skip(local, reason);
  }

  private end(stop: Stop): false {
    this.stop = stop;
    return false;
  }
}

function byLocal(a: { local: WallTime }, b: { local: WallTime }): number {
  if (a.local === b.local) return 0;
  return a.local < b.local ? -1 : 1;
}
