import { Injectable } from '@nestjs/common';
import type { Actor, OperatorRole } from '../accounts/actor.js';
import { People } from '../accounts/people.js';
import { recordPersonChange } from '../accounts/person-log.js';
import { personAnywhere, personInCentre } from '../accounts/person.js';
import { INSTALLATION } from '../audit/audit.js';
import { BookingsService } from '../bookings/bookings.service.js';
import type { CreateBookingBody } from '../bookings/dto/create-booking.body.js';
import type { CentreFile, FileClosure, FilePerson, FileService } from '../centres/import/centre-file.js';
import { CentreImport, type ImportResult } from '../centres/import/centre-import.js';
import { ClosuresService } from '../hours/closures.service.js';
import type { ClosureBody } from '../hours/dto/closure.body.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problem } from '../platform/problems/problem.js';
import type { Instant } from '../scheduling/time.types.js';
import { insertMember } from '../operators/operator.store.js';
import { TenantLoader } from './tenant-loader.js';

/** What is loaded beside zones and hours, and how. */
export interface LoadCall {
  readonly actor: Actor;
  /** Closures and services are left out with `plan`. */
  readonly extent: 'full' | 'plan';
  /** The instant at which the services count as booked, for notice, horizon and what is past. */
  readonly bookedAt: Instant;
  /** Hash for new people; null when each gets a one-time link from an admin. */
  readonly passwordHash: string | null;
  readonly progress: (step: string) => void;
  /** Refuses a file whose slug is taken. */
  readonly mustBeNew?: boolean;
}

/** Something of a file that could not be taken, or not on all its dates, and why. */
export interface NotTaken {
  /** Its name in the file. */
  readonly what: string;
  /** Code of the problem, or of the first date's refusal. */
  readonly code: string;
  readonly detail: string;
  /** So many dates were left out; without it, all of it was. */
  readonly dates?: number;
  /** The first of those dates, as an instant with the centre's offset. */
  readonly first?: string;
}

export interface LoadResult extends ImportResult {
  readonly added: number;
  readonly refused: readonly NotTaken[];
}

/** A refused booking says why in its first date. */
function reasonOf({ code, extras }: Problem): string {
  const [first] = (extras['occurrences'] ?? []) as readonly { refusals?: readonly { code: string }[] }[];
  return first?.refusals?.[0]?.code ?? code;
}

/** For a terminal. */
export const lineOf = ({ what, detail }: NotTaken): string => `${what}: ${detail}`;

interface ServiceLoad {
  readonly service: FileService;
  readonly centreId: number;
  readonly call: LoadCall;
  /** Is told of dates that could not be booked. */
  readonly leftOut: (dates: NotTaken) => void;
}

/**
 * Loads all of a centre's file: zones and hours first, then operators and agreements, closures, services as bookings, and people last. What is
 * there already (a closure or service of the same zone, start and name; a login) is left as it is, so a second run
 * doubles nothing and a run that was cut off goes on where it stopped.
 */
@Injectable()
export class CentreLoader {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly centres: CentreImport,
    private readonly closures: ClosuresService,
    private readonly bookings: BookingsService,
    private readonly tenants: TenantLoader,
  ) {}

  async load(file: CentreFile, call: LoadCall): Promise<LoadResult> {
    const imported = await this.centres.run(file, call);
    const { centreId } = imported;
    const refused: NotTaken[] = [];
    let added = 0;
    const attempt = async (name: string, work: () => Promise<boolean>): Promise<void> => {
      try {
        if (await work()) added += 1;
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) throw error;
        refused.push({ what: name, code: reasonOf(error), detail: error.detail });
      }
    };
    await this.tenants.load(file, { centreId, actor: call.actor }, attempt);
    call.progress(`operators and agreements: ${file.operators.length} and ${file.agreements.length} looked at`);
    if (call.extent === 'full') {
      for (const closure of file.closures) await attempt(closure.reason, () => this.close(closure, centreId, call));
      call.progress(`closures: ${file.closures.length} looked at`);
      for (const service of file.services) {
        const leftOut = (dates: NotTaken): void => void refused.push(dates);
        await attempt(service.title, () => this.book({ service, centreId, call, leftOut }));
      }
      call.progress(`services: ${file.services.length} looked at, ${added} closures and services added`);
    }
    const people = await this.addPeople(file.people, { ...call, centreId });
    call.progress(`people: ${people} of ${file.people.length} added`);
    return { ...imported, added: added + people, refused };
  }

  private async close(closure: FileClosure, centreId: number, { actor }: LoadCall): Promise<boolean> {
    const known = await this.reader.one(
      `SELECT 1 AS one FROM closures c JOIN zones z ON z.id = c.zone_id
       WHERE c.centre_id = ? AND z.code = ? AND c.start_wall = ? AND c.reason = ?`,
      [centreId, closure.zone, closure.start, closure.reason],
    );
    if (known) return false;
    const { recurrence, ...single } = closure;
    const body: ClosureBody = { ...single };
    if (recurrence) body.recurrence = { rrule: recurrence.rrule, exdates: [...(recurrence.exdates ?? [])] };
    await this.closures.create({ centreId, actor, body });
    return true;
  }

  private async book({ service, centreId, call, leftOut }: ServiceLoad): Promise<boolean> {
    const { actor, bookedAt } = call;
    const known = await this.reader.one(
      `SELECT 1 AS one FROM bookings b JOIN zones z ON z.id = b.zone_id
       WHERE b.centre_id = ? AND z.code = ? AND b.title = ?`,
      [centreId, service.zone, service.title],
    );
    if (known) return false;
    const { recurrence, needs, ...single } = service;
    const body: CreateBookingBody = { onConflict: 'skip', ...single };
    if (needs) body.needs = [...needs];
    if (recurrence) {
      const { rrule, days, exdates = [], rdates = [] } = recurrence;
      body.recurrence = { rrule, exdates: [...exdates], rdates: [...rdates], ...(days ? { days } : {}) };
    }
    const { body: answer } = await this.bookings.create(
      body,
      { centreId, actor, now: bookedAt, recordedAt: this.clock.now() },
      async () => undefined,
    );
    const left = (answer as { refused: { start: string; refusals: { code: string }[] }[] }).refused;
    const [earliest] = left;
    if (earliest) {
      const [dates, first, code] = [left.length, earliest.start, earliest.refusals[0]?.code ?? 'conflict'];
      const detail = `dates left out: ${dates}, the first on ${first}: ${code}`;
      leftOut({ what: service.title, code, detail, dates, first });
    }
    return true;
  }

  /** Adds those whose log-in is not known yet; gives how many. */
  async addPeople(
    people: readonly FilePerson[],
    { centreId, passwordHash, actor }: Pick<LoadCall, 'passwordHash' | 'actor'> & { readonly centreId: number },
  ): Promise<number> {
    const at = this.clock.now();
    return this.unitOfWork.run(async (tx) => {
      let added = 0;
      for (const { login, name, role, operator } of people) {
        if (await tx.one('SELECT 1 AS one FROM users WHERE login = ?', [login])) continue;
        const isOwner = role === 'owner';
        const memberships =
          role === 'owner' || role === 'manager' || operator !== undefined ? [] : [{ centreId, role }];
        const userId = await this.people.createUser(tx, { login, name, passwordHash, isOwner, memberships, at });
        if (operator !== undefined) {
          const inOperator = role === 'manager' ? ('manager' as const) : ('member' as const);
          await joinOperator(tx, { centreId, code: operator, userId, role: inOperator });
        }
        const after = (await personInCentre(tx, centreId, userId)) ?? (await personAnywhere(tx, userId));
        const [place, action] = isOwner ? [INSTALLATION, 'owner.added'] : [centreId, 'person.added'];
        await recordPersonChange(tx, { centreId: place, personId: userId, at, actor, action, before: null, after });
        added += 1;
      }
      return added;
    });
  }
}

async function joinOperator(
  tx: Tx,
  { centreId, code, ...member }: { centreId: number; code: string; userId: string; role: OperatorRole },
): Promise<void> {
  const operator = await tx.one<{ id: string }>('SELECT id FROM operators WHERE centre_id = ? AND code = ?', [
    centreId,
    code,
  ]);
  if (operator) await insertMember(tx, { centreId, operatorId: operator.id, ...member });
}
