import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { writeAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { requireVersion } from '../platform/http/etag.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { badInput } from '../platform/problems/problem.js';
import type { CalendarDay } from '../scheduling/hours.types.js';
import { eachDate } from '../scheduling/time.js';
import type { WallDate } from '../scheduling/time.types.js';
import { baseCalendar, baseSource, daysOfYear, withYears, type CalendarYearDay } from './calendar-years.js';
import { readYear, writeYear, type StoredYear } from './calendar.store.js';
import { readChoices } from './choices.js';
import type { CalendarChoicesBody, CalendarDayBody, CalendarYearAnswer } from './dto/calendar.body.js';
import { hoursView } from './hours-view.js';
import { readPeriod } from '../platform/http/period.js';
import { RuleChanges, type Impact } from './rule-changes.js';
import type { RuleChange } from './rule-impact.js';
import type { RulesNow } from './world.js';

export interface YearOf {
  readonly centre: ScopeCentre;
  readonly year: number;
}

/** `content` null goes back to the base calendar. */
export interface YearChange extends YearOf {
  readonly content: { readonly source: string; readonly days: readonly CalendarDayBody[] } | null;
  readonly chosen: CalendarChoicesBody;
  readonly ifMatch: number | null;
  readonly actor: Actor;
}

const MAX_DAYS = 400;

/** Statutory days: what each date is, and the years that a centre loads or corrects itself. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly reader: Reader,
    private readonly rules: RuleChanges,
    private readonly clock: Clock,
  ) {}

  /** Throws `bad-input` for a bad period or one of more than 400 days. */
  async days(centre: ScopeCentre, bounds: { from: string; to: string }): Promise<({ date: WallDate } & CalendarDay)[]> {
    const { from, to } = readPeriod(bounds, { timeZone: centre.timeZone, maxDays: MAX_DAYS });
    const { hours } = await this.rules.now(centre.id);
    return eachDate(from, to).map((date) => ({ date, ...hours.dayOf(date) }));
  }

  async readYear(of: YearOf): Promise<{ answer: CalendarYearAnswer; version: number }> {
    const stored = await readYear(this.reader, of.centre.id, of.year);
    return { answer: yearAnswer(of, stored), version: stored.version };
  }

  /** Which bookings and series another calendar concerns. Throws `bad-input` and `stale` as the real change would. */
  async preview(change: YearChange): Promise<Impact> {
    const days = readDays(change);
    const now = await this.rules.now(change.centre.id);
    requireVersion(change.ifMatch, (await readYear(this.reader, change.centre.id, change.year)).version);
    return this.rules.preview(changeOf(now, change.year, days), { actor: change.actor, withSeries: true });
  }

  /** Throws `bad-input`, `stale`, `choices-needed`, or `refused` when a choice can't be carried out. */
  async replace(change: YearChange): Promise<{ answer: CalendarYearAnswer; version: number }> {
    const { centre, year, chosen, actor } = change;
    const days = readDays(change);
    const choices = readChoices(chosen.choices ?? [], { mayShorten: false });
    const series = (chosen.series ?? []).map(({ booking, apply }) => ({ booking, apply }));
    const after = await this.rules.make(centre.id, async (tx, now) => {
      const before = await readYear(tx, centre.id, year);
      requireVersion(change.ifMatch, before.version);
      const stored = { days, source: change.content?.source ?? '', version: before.version + 1 };
      await writeYear(tx, { centreId: centre.id, year }, stored);
      await this.rules.carryOut(tx, { change: changeOf(now, year, days), choices, series, actor });
      const at = this.clock.now();
      const subject = { subjectKind: 'calendar', subjectId: String(year) };
      const action = 'calendar.changed';
      await writeAudit(tx, { centreId: centre.id, at, actor, action, ...subject, before: before.days, after: days });
      await writeOutbox(tx, { centreId: centre.id, at, kind: action, subjectId: subject.subjectId, payload: { year } });
      return stored;
    });
    return { answer: yearAnswer(change, after), version: after.version };
  }
}

function changeOf({ plan, hours }: RulesNow, year: number, days: readonly CalendarYearDay[] | null): RuleChange {
  const calendar = withYears(baseCalendar(plan.timeZone), new Map(hours.years).set(year, days));
  const hoursAfter = hoursView(plan, hours.documents, calendar);
  return { centreId: plan.centreId, plan, hoursBefore: hours, hoursAfter };
}

function readDays({ content, year }: YearChange): CalendarYearDay[] | null {
  if (content === null) return null;
  const faults = content.days.flatMap(({ date, kind, follows }, index) => {
    const at = `/days/${index}`;
    const isTwice = content.days.findIndex((day) => day.date === date) !== index;
    return [
      ...(date.startsWith(`${year}-`) ? [] : [{ pointer: `${at}/date`, detail: `${date} is not in ${year}` }]),
      ...(isTwice ? [{ pointer: `${at}/date`, detail: `${date} is named twice` }] : []),
      ...(follows !== undefined && kind === 'holiday'
        ? [{ pointer: `${at}/follows`, detail: 'only a make-up day follows a weekday' }]
        : []),
    ];
  });
  if (faults.length > 0) throw badInput(faults);
  const days = content.days.map((day) => ({ ...day, date: day.date as WallDate }));
  return days.sort((a, b) => (a.date < b.date ? -1 : 1));
}

function yearAnswer({ centre: { timeZone }, year }: YearOf, { days, source }: StoredYear): CalendarYearAnswer {
  const base = baseCalendar(timeZone);
  return {
    year,
    known: days !== null || base.knownYears.includes(year),
    loaded: days !== null,
    source: days === null ? baseSource(timeZone, year) : source,
    days: [...(days ?? daysOfYear(base, year))],
  };
}
