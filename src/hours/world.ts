import { Injectable } from '@nestjs/common';
import { PlanCache } from '../centres/plan.js';
import { Reader } from '../platform/database/reader.js';
import { dayOf } from '../scheduling/calendar.js';
import type { CalendarDay, HoursDocument, StatutoryCalendar } from '../scheduling/hours.types.js';
import type { WallDate } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { baseCalendar, withYears, type CalendarYearDay } from './calendar-years.js';
import { hoursView, type HoursDocuments, type HoursView } from './hours-view.js';

/** All that says when a centre's zones are open, at one version of its rules. */
export interface CentreHours extends HoursView {
  readonly documents: HoursDocuments;
  /** Years that the centre has loaded itself; `null` is one that went back to the base calendar. */
  readonly years: ReadonlyMap<number, readonly CalendarYearDay[] | null>;
  readonly dayOf: (date: WallDate) => CalendarDay;
}

/** A centre's zones and hours at one version of its rules. */
export interface RulesNow {
  readonly plan: Plan;
  readonly hours: CentreHours;
}

interface Row {
  readonly kind: 'rules' | 'hours' | 'year';
  readonly number: number;
  readonly text: string;
}

/** One statement, so that the rows and the version of the rules they belong to can't be torn apart. */
const READ = `
  SELECT 'rules' AS kind, rules_version AS number, '' AS text FROM centres WHERE id = ?
  UNION ALL SELECT 'hours', zone_id, document FROM opening_hours WHERE centre_id = ?
  UNION ALL SELECT 'year', year, days FROM calendar_years WHERE centre_id = ?`;

/** Hours and calendar of each centre, read once per version of its rules. */
@Injectable()
export class HoursWorld {
  private readonly known = new Map<number, { rulesVersion: number; hours: CentreHours }>();

  constructor(
    private readonly reader: Reader,
    private readonly plans: PlanCache,
  ) {}

  /** Zones and hours as they stand. Throws `not-found` for an unknown centre. */
  async now(centreId: number): Promise<RulesNow> {
    const plan = await this.plans.get(centreId);
    return { plan, hours: await this.of(plan) };
  }

  /** When the rules have moved on since the plan was read, this is newer than the plan; writing then decides again. */
  async of(plan: Plan): Promise<CentreHours> {
    const { centreId, rulesVersion } = plan;
    const known = this.known.get(centreId);
    if (known?.rulesVersion === rulesVersion) return known.hours;
    const rows = await this.reader.all<Row>(READ, [centreId, centreId, centreId]);
    const hours = hoursOf(plan, rows);
    if (rows.some((row) => row.kind === 'rules' && row.number === rulesVersion)) {
      this.known.set(centreId, { rulesVersion, hours });
    }
    return hours;
  }
}

function hoursOf(plan: Plan, rows: readonly Row[]): CentreHours {
  const documents = new Map<number, HoursDocument>();
  const years = new Map<number, CalendarYearDay[] | null>();
  for (const { kind, number, text } of rows) {
    if (kind === 'hours') documents.set(number, JSON.parse(text) as HoursDocument);
    if (kind === 'year') years.set(number, JSON.parse(text) as CalendarYearDay[] | null);
  }
  const calendar: StatutoryCalendar = withYears(baseCalendar(plan.timeZone), years);
  return { ...hoursView(plan, documents, calendar), documents, years, dayOf: (date) => dayOf(date, calendar) };
}
