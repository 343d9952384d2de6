import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { FirstOwner } from '../accounts/first-owner.js';
import { hashPassword } from '../accounts/passwords.js';
import { People } from '../accounts/people.js';
import { BookingsService } from '../bookings/bookings.service.js';
import type { CentreFile, FileService } from '../centres/import/centre-file.js';
import { CentreImport } from '../centres/import/centre-import.js';
import { readCentreFile } from '../centres/import/read-centre-file.js';
import { ClosuresService } from '../hours/closures.service.js';
import { Clock } from '../platform/clock.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { toInstant } from '../scheduling/time.js';
import type { Instant, WallTime } from '../scheduling/time.types.js';

export const DEMO_FILE = new URL('../../data/dukou.yaml', import.meta.url);
export const DEMO_PASSWORD = 'dukou-demo';

/** The services of the demo were booked on this Monday before term, so that a whole year of them is there. */
const BOOKED_ON = '2026-08-24T09:00' as WallTime;

/** Fills an installation that nobody has an account on yet; every other start leaves it alone. */
@Injectable()
export class FirstStart {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly firstOwner: FirstOwner,
    private readonly centres: CentreImport,
    private readonly closures: ClosuresService,
    private readonly bookings: BookingsService,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** Gives the lines to print: log-ins of the demo, or the path at which the owner makes an account. */
  async run(): Promise<string[]> {
    if (await this.reader.one('SELECT 1 AS one FROM users LIMIT 1')) return [];
    if (this.settings.environment === 'production') {
      return [`Nobody has an account yet. Make the owner's, once, at ${await this.firstOwner.issueOwnerLink()}`];
    }
    if (this.settings.demo === 'none') return [];
    const file = readDemo();
    await this.load(file);
    const logins = file.people.map(({ login, role }) => `  ${login} (${role})`);
    return ['The demo centre is loaded. Sign in with the password dukou-demo as', ...logins];
  }

  /** People come last: a start that was cut off in the middle finds nobody, and goes on where it stopped. */
  private async load(file: CentreFile): Promise<void> {
    const loader: Actor = { kind: 'system', id: 'demo', name: 'demo', isOwner: true, memberships: [], via: 'none' };
    const { centreId } = await this.centres.run(file, { actor: loader });
    if (this.settings.demo === 'full') {
      await this.close(file, { centreId, actor: loader });
      const now = toInstant(BOOKED_ON, file.centre.timeZone);
      for (const service of file.services) await this.book(service, { centreId, actor: loader, now });
    }
    await this.makePeople(file, centreId);
  }

  private async close(file: CentreFile, { centreId, actor }: { centreId: number; actor: Actor }): Promise<void> {
    if (await this.reader.one('SELECT 1 AS one FROM closures WHERE centre_id = ? LIMIT 1', [centreId])) return;
    for (const closure of file.closures) {
      const recurrence = closure.recurrence && {
        rrule: closure.recurrence.rrule,
        exdates: [...(closure.recurrence.exdates ?? [])],
      };
      await this.closures.create({
        centreId,
        actor,
        body: { ...closure, ...(recurrence ? { recurrence } : {}) } as Parameters<ClosuresService['create']>[0]['body'],
      });
    }
  }

  private async book(service: FileService, asking: { centreId: number; actor: Actor; now: Instant }): Promise<void> {
    const known = await this.reader.one(
      'SELECT 1 AS one FROM bookings WHERE centre_id = ? AND title = ? AND created_by = ?',
      [asking.centreId, service.title, asking.actor.id],
    );
    if (known) return;
    const { recurrence, needs } = service;
    const lists = recurrence && {
      ...recurrence,
      exdates: [...(recurrence.exdates ?? [])],
      rdates: [...(recurrence.rdates ?? [])],
    };
    const body = { ...service, ...(needs ? { needs: [...needs] } : {}), ...(lists ? { recurrence: lists } : {}) };
    await this.bookings.create(body as Parameters<BookingsService['create']>[0], asking, async () => undefined);
  }

  private async makePeople(file: CentreFile, centreId: number): Promise<void> {
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    const at = this.clock.now();
    await this.unitOfWork.run(async (tx) => {
      for (const { login, name, role } of file.people) {
        const memberships = role === 'owner' ? [] : [{ centreId, role }];
        await this.people.createUser(tx, { login, name, passwordHash, isOwner: role === 'owner', memberships, at });
      }
    });
  }
}

/** The demo centre's file, which is part of the product: a fault in it is a fault of ours. */
export function readDemo(): CentreFile {
  const read = readCentreFile(readFileSync(DEMO_FILE, 'utf8'));
  if (!read.ok) throw new Error(`The demo centre's file is not right: ${JSON.stringify(read.faults)}`);
  return read.file;
}
