import { Injectable } from '@nestjs/common';
import type { Actor, OperatorMembership } from '../accounts/actor.js';
import { BookingsService } from '../bookings/bookings.service.js';
import type { CreateBookingBody } from '../bookings/dto/create-booking.body.js';
import { ProposalsService } from '../bookings/proposals.service.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { addDays, dateOf, toWall } from '../scheduling/time.js';

/** A request that waits when somebody looks at the demo for the first time. */
interface DemoRequest {
  readonly login: string;
  readonly title: string;
  readonly zone: string;
  readonly heads: number;
  /** Clock times of one date. */
  readonly from: string;
  readonly until: string;
  /** The back office proposes this zone instead. */
  readonly countered?: string;
}

const REQUESTS: readonly DemoRequest[] = [
  {
    ...{
      login: 'member@sunshine.example',
      title: '邻里节排练 Rehearsal for the neighbours’ festival',
      zone: 'F1-HALL-B',
    },
    ...{ heads: 40, from: '18:00', until: '20:00' },
  },
  {
    ...{ login: 'member@sunshine.example', title: '编程公开课 Open coding lesson', zone: 'F2-KIDS-3' },
    ...{ heads: 16, from: '16:00', until: '17:30' },
  },
  {
    ...{ login: 'member@sunshine.example', title: '手工慰问 Handicraft with the elders', zone: 'F2-ELDER-1' },
    ...{ heads: 30, from: '14:00', until: '16:00' },
  },
  {
    ...{ login: 'manager@chunni.example', title: '亲子联欢 Family gathering', zone: 'F1-HALL-AB' },
    ...{ heads: 120, from: '15:00', until: '18:00' },
  },
  {
    ...{ login: 'manager@chunni.example', title: '家长课堂 Lesson for parents', zone: 'F1-HALL-A' },
    ...{ heads: 60, from: '18:30', until: '20:00', countered: 'F1-HALL-C' },
  },
];

/** A request as it was booked. */
interface Asked {
  readonly id: string;
  readonly occurrences: readonly string[];
  readonly isCountered: boolean;
}

/** They are asked for on the first free date within these days of the first start. */
const FIRST_DAY = 4;
const LAST_DAY = 28;

const keepNothing = async (): Promise<void> => undefined;

/** Requests that wait and one counter-proposal, relative to the first start, so that a first look shows a living centre. */
@Injectable()
export class DemoRequests {
  constructor(
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly bookings: BookingsService,
    private readonly proposals: ProposalsService,
  ) {}

  /** What is there already, of a start that was cut off, is left as it is. */
  async load(centre: { id: number; timeZone: string }): Promise<void> {
    const office = await this.personOf('office@dukou.example', centre.id);
    for (const request of REQUESTS) {
      const asked = (await this.knownOf(request, centre.id)) ?? (await this.ask(request, centre));
      const { countered: zone } = request;
      if (!asked || asked.isCountered || zone === undefined) continue;
      const reason = '东厅当晚布展，西厅一样大 The east hall is being set up that evening; the west hall is as large';
      const proposals = asked.occurrences.map((occurrence) => ({ occurrence, zone }));
      const answering = { centreId: centre.id, actor: office, now: this.clock.now() };
      await this.proposals.counter(asked.id, { proposals, reason }, answering, keepNothing);
    }
  }

  private async knownOf({ title, zone }: DemoRequest, centreId: number): Promise<Asked | null> {
    const dates = await this.reader.all<{ booking: string; id: string; proposal: string | null }>(
      `SELECT b.id AS booking, o.id, o.proposal FROM bookings b JOIN zones z ON z.id = b.zone_id
       JOIN occurrences o ON o.centre_id = b.centre_id AND o.booking_id = b.id
       WHERE b.centre_id = ? AND z.code = ? AND b.title = ?`,
      [centreId, zone, title],
    );
    const [first] = dates;
    if (!first) return null;
    const isCountered = dates.some(({ proposal }) => proposal !== null);
    return { id: first.booking, occurrences: dates.map(({ id }) => id), isCountered };
  }

  private async ask(request: DemoRequest, centre: { id: number; timeZone: string }): Promise<Asked | null> {
    const actor = await this.personOf(request.login, centre.id);
    const body = await this.firstFree(request, { actor, centre });
    if (!body) return null;
    const asking = { centreId: centre.id, actor, now: this.clock.now() };
    const made = (await this.bookings.create(body, asking, keepNothing)).body as {
      id: string;
      occurrences: { id: string }[];
    };
    return { id: made.id, occurrences: made.occurrences.map(({ id }) => id), isCountered: false };
  }

  /** The request on the first date on which it could be taken, and moved to where it will be proposed. */
  private async firstFree(
    { title, zone, heads, from, until, countered }: DemoRequest,
    { actor, centre }: { actor: Actor; centre: { id: number; timeZone: string } },
  ): Promise<CreateBookingBody | null> {
    const now = this.clock.now();
    const today = dateOf(toWall(now, centre.timeZone));
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      const date = addDays(today, day);
      const body: CreateBookingBody = { title, zone, heads, start: `${date}T${from}`, end: `${date}T${until}` };
      const places = countered === undefined ? [body] : [body, { ...body, zone: countered }];
      const checks = await Promise.all(
        places.map((place) => this.bookings.check(place, { centreId: centre.id, actor, now })),
      );
      if (checks.every(({ ok }) => ok === true)) return body;
    }
    return null;
  }

  private async personOf(login: string, centreId: number): Promise<Actor> {
    const user = await this.reader.one<{ id: string; name: string; role: 'office' | null }>(
      `SELECT u.id, u.name, m.role FROM users u LEFT JOIN memberships m ON m.user_id = u.id AND m.centre_id = ?
       WHERE u.login = ?`,
      [centreId, login],
    );
    if (!user) throw new Error(`${login} is not among the people of the demo centre.`);
    const operators = await this.reader.all<OperatorMembership>(
      `SELECT o.centre_id AS "centreId", o.id AS "operatorId", o.code, p.role, o.status FROM operator_members p
       JOIN operators o ON o.centre_id = p.centre_id AND o.id = p.operator_id WHERE p.user_id = ?`,
      [user.id],
    );
    const memberships = user.role === null ? [] : [{ centreId, role: user.role }];
    return { kind: 'user', id: user.id, name: user.name, isOwner: false, memberships, operators, via: 'none' };
  }
}
