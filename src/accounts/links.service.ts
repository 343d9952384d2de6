import { Injectable } from '@nestjs/common';
import { INSTALLATION, writeAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import { Links, noLink, type IssuedLink, type LinkPurpose, type OpenLink } from './links.js';
import { hashPassword } from './passwords.js';
import { People } from './people.js';
import { lockPeople, requireManages, requireStillAdmin } from './people.rules.js';
import type { PersonCall } from './person-call.js';
import { recordPersonChange } from './person-log.js';
import { personInCentre } from './person.js';

/** Passwords by one-time link: the first one, or when the old one is forgotten. */
@Injectable()
export class LinksService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly links: Links,
    private readonly people: People,
  ) {}

  /** Issues a link for one of the centre's people; whoever holds it can take over the account. */
  async issue(call: PersonCall): Promise<IssuedLink> {
    const { actor, centreId, personId } = call;
    const at = this.clock.now();
    return this.unitOfWork.run(async (tx) => {
      await lockPeople(tx, centreId);
      await requireStillAdmin(tx, actor, centreId);
      const person = await personInCentre(tx, centreId, personId);
      if (!person) throw notFound('person of this id in this centre');
      await requireManages(tx, { actor, person });
      if (person.locked) throw new Problem('conflict', 'This account is locked; unlock it first.');
      const link = await this.links.issue(tx, { purpose: 'password', userId: personId, at });
      await recordPersonChange(tx, { ...call, at, action: 'person.link-issued' });
      return link;
    });
  }

  look(secret: string): Promise<OpenLink> {
    return this.links.look(this.reader, secret, this.clock.now());
  }

  /** Sets the password and ends all sessions of the person; personal tokens go on working. */
  async setPassword(secret: string, password: string): Promise<void> {
    const at = this.clock.now();
    const passwordHash = await this.hashFor(secret, { purpose: 'password', password });
    await this.unitOfWork.run(async (tx) => {
      const userId = await this.links.consume(tx, { secret, purpose: 'password', at });
      const user = await tx.one<{ id: string; name: string }>(
        `UPDATE users SET password_hash = ?, version = version + 1 WHERE id = ? AND locked_at IS NULL RETURNING id, name`,
        [passwordHash, userId],
      );
      if (!user) throw noLink();
      await this.people.endSessions(tx, user.id);
      const action = 'person.password-set-by-link';
      await writeAudit(tx, {
        centreId: INSTALLATION,
        at,
        actor: user,
        action,
        subjectKind: 'person',
        subjectId: user.id,
      });
    });
  }

  /** Makes the first owner. Throws `not-found` when there is an account already: then there is no first one to make. */
  async createOwner(secret: string, given: { login: string; name: string; password: string }) {
    const at = this.clock.now();
    const { login, name, password } = given;
    const passwordHash = await this.hashFor(secret, { purpose: 'owner', password });
    return this.unitOfWork.run(async (tx) => {
      await this.links.consume(tx, { secret, purpose: 'owner', at });
      if (await this.people.anyUser(tx)) throw noLink();
      const account = { login, name, passwordHash, isOwner: true, memberships: [], at };
      const id = await this.people.createUser(tx, account);
      const after = { login, name, isOwner: true };
      const entry = { action: 'owner.created', subjectKind: 'person', subjectId: id, after };
      await writeAudit(tx, { centreId: INSTALLATION, at, actor: { id, name }, ...entry });
      return { id, login, name };
    });
  }

  /** Hashing is dear, so a link that is not open is turned away before it. */
  private async hashFor(secret: string, { purpose, password }: { purpose: LinkPurpose; password: string }) {
    const open = await this.look(secret);
    if (open.purpose !== purpose) throw noLink();
    return hashPassword(password);
  }
}
