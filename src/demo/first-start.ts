import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { FirstOwner } from '../accounts/first-owner.js';
import { hashPassword } from '../accounts/passwords.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import type { Database } from '../platform/database/database.js';
import { DATABASE } from '../platform/database/database.module.js';
import { Reader } from '../platform/database/reader.js';
import { Clock } from '../platform/clock.js';
import { dateOf, toInstant, toWall } from '../scheduling/time.js';
import type { WallTime } from '../scheduling/time.types.js';
import { CentreLoader, lineOf } from './centre-loader.js';
import { DemoRequests } from './demo-requests.js';
import { inTermOf, shifted, yearsLater } from './demo-term.js';
import { readExample } from './examples.js';

const DEMO_PASSWORD = 'dukou-demo';

/** The services of the demo count as booked on this day before term, or so many years later, so that a whole year of them is there. */
const BOOKED_ON = '2026-08-24T09:00' as WallTime;

/** Who loads it. A file that is part of the product, or that the operator of the machine names, is trusted. */
export const LOADER: Actor = {
  kind: 'system',
  id: 'import',
  name: 'import',
  isOwner: true,
  memberships: [],
  operators: [],
  via: 'none',
};

/** Fills an installation that nobody has an account on yet; every other start leaves it alone. */
@Injectable()
export class FirstStart {
  constructor(
    @Inject(DATABASE) private readonly database: Pick<Database, 'alone'>,
    private readonly reader: Reader,
    private readonly firstOwner: FirstOwner,
    private readonly loader: CentreLoader,
    private readonly requests: DemoRequests,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** Gives the lines to print: log-ins of the demo, or the path at which the owner makes an account. */
  async run(): Promise<string[]> {
    return (await this.isInUse()) ? [] : this.database.alone(() => this.begin());
  }

  /** The demo's owner comes last of all: with none but its other people, a first start was cut off and goes on. */
  private async isInUse(): Promise<boolean> {
    const users = await this.reader.all<{ login: string; is_owner: number }>(
      'SELECT login, is_owner FROM users ORDER BY is_owner DESC, id LIMIT 100',
    );
    if (users.length === 0) return false;
    const { environment, demo: extent } = this.settings;
    if (users.some((user) => user.is_owner === 1) || environment === 'production' || extent === 'none') return true;
    const demo = new Set(readExample('dukou').file.people.map(({ login }) => login));
    return !users.every(({ login }) => demo.has(login));
  }

  /** Of several servers that start at once on an empty database, the first does it, and the others find it done. */
  private async begin(): Promise<string[]> {
    if (await this.isInUse()) return [];
    if (this.settings.environment === 'production') {
      const link = `${this.settings.publicUrl?.replace(/\/$/, '') ?? ''}${await this.firstOwner.issueOwnerLink()}`;
      return [`Nobody has an account yet. Make the owner's, once, at ${link}`];
    }
    if (this.settings.demo === 'none') return [];
    const { file: demo } = readExample('dukou');
    const today = dateOf(toWall(this.clock.now(), demo.centre.timeZone));
    const file = inTermOf(demo, today);
    const call = { actor: LOADER, passwordHash: await hashPassword(DEMO_PASSWORD) };
    const others = file.people.filter(({ role }) => role !== 'owner');
    const { refused, centreId } = await this.loader.load(
      { ...file, people: others },
      {
        ...call,
        extent: this.settings.demo,
        bookedAt: toInstant(shifted(BOOKED_ON, yearsLater(today)), file.centre.timeZone),
        progress: () => undefined,
      },
    );
    if (this.settings.demo === 'full') {
      await this.requests.load({ id: centreId, timeZone: file.centre.timeZone });
    }
    await this.loader.addPeople(file.people, { ...call, centreId });
    const logins = file.people.map(({ login, role }) => `  ${login} (${role})`);
    return [
      `The demo centre is loaded. Sign in with the password ${DEMO_PASSWORD} as`,
      ...logins,
      ...refused.map(lineOf),
    ];
  }
}
