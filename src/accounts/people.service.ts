import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { decodeCursor } from '../platform/http/cursor.js';
import { requireVersion } from '../platform/http/etag.js';
import { DEFAULT_LIMIT, pageOf, type Page, type PageQuery } from '../platform/http/page.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import type { Role } from './actor.js';
import { People } from './people.js';
import { lockPeople, requireManages, requireOtherAdmin, requireStillAdmin } from './people.rules.js';
import type { PersonCall } from './person-call.js';
import { recordPersonChange } from './person-log.js';
import { peopleOfCentre, personInCentre, type Person } from './person.js';

export interface PersonChanges {
  readonly name?: string;
  readonly role?: Role;
}

/** A centre's people: their memberships and names. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly people: People,
  ) {}

  async list(centreId: number, { cursor, limit = DEFAULT_LIMIT }: PageQuery): Promise<Page<Person>> {
    const [after] = cursor === undefined ? [''] : decodeCursor(cursor, ['string']);
    const rows = await peopleOfCentre(this.reader, centreId, { after: String(after), limit: limit + 1 });
    return pageOf(rows, { limit, keyOf: ({ login }) => [login], toItem: (person) => person });
  }

  /**
   * Adds a person to the centre. A login that has an account already is added as it is, with its own name; links issued
   * for it elsewhere end, so that nobody who holds one gets in here. Throws `conflict` for one who is here already.
   */
  async add(call: Omit<PersonCall, 'personId'>, given: { login: string; name: string; role: Role }): Promise<Person> {
    const { actor, centreId } = call;
    const at = this.clock.now();
    return this.unitOfWork.run(async (tx) => {
      await requireStillAdmin(tx, actor, centreId);
      const account = { login: given.login, name: given.name, passwordHash: null, isOwner: false, memberships: [], at };
      const personId = await this.people.createUser(tx, account);
      if (!(await this.people.addMembership(tx, personId, { centreId, role: given.role }))) {
        throw new Problem('conflict', `${given.login} belongs to this centre already; change the role with PATCH.`);
      }
      await this.people.endLinks(tx, personId);
      const after = await this.touched(tx, { ...call, personId });
      await recordPersonChange(tx, { ...call, personId, at, action: 'person.added', before: null, after });
      return after;
    });
  }

  /** Changes the role here, or the name. Throws `conflict` when the last admin would be demoted. */
  async change(call: PersonCall, { name, role }: PersonChanges, ifMatch: number | null): Promise<Person> {
    const { actor, centreId, personId } = call;
    return this.unitOfWork.run(async (tx) => {
      const before = await this.forChange(tx, call);
      requireVersion(ifMatch, before.version);
      const renamed = name !== undefined && name !== before.name;
      const moved = role !== undefined && role !== before.role;
      if (!renamed && !moved) return before;
      if (renamed) {
        await requireManages(tx, { actor, person: before });
        await tx.run('UPDATE users SET name = ? WHERE id = ?', [name, personId]);
      }
      if (moved) {
        if (before.role === 'admin') await requireOtherAdmin(tx, centreId, personId);
        await tx.run('UPDATE memberships SET role = ? WHERE user_id = ? AND centre_id = ?', [role, personId, centreId]);
      }
      const after = await this.touched(tx, call);
      await recordPersonChange(tx, { ...call, at: this.clock.now(), action: 'person.changed', before, after });
      return after;
    });
  }

  /** Takes the membership away; the account itself stays, with what it has booked. */
  async remove(call: PersonCall): Promise<void> {
    const { centreId, personId } = call;
    await this.unitOfWork.run(async (tx) => {
      const before = await this.forChange(tx, call);
      if (before.role === 'admin') await requireOtherAdmin(tx, centreId, personId);
      await tx.run('DELETE FROM memberships WHERE user_id = ? AND centre_id = ?', [personId, centreId]);
      await tx.run('UPDATE users SET version = version + 1 WHERE id = ?', [personId]);
      await recordPersonChange(tx, { ...call, at: this.clock.now(), action: 'person.removed', before, after: null });
    });
  }

  /** The person as they are now, with the centre's people held still and the actor asked once more. */
  private async forChange(tx: Tx, { actor, centreId, personId }: PersonCall): Promise<Person> {
    await lockPeople(tx, centreId);
    await requireStillAdmin(tx, actor, centreId);
    const person = await personInCentre(tx, centreId, personId);
    if (!person) throw notFound('person of this id in this centre');
    return person;
  }

  private async touched(tx: Tx, { centreId, personId }: PersonCall): Promise<Person> {
    await tx.run('UPDATE users SET version = version + 1 WHERE id = ?', [personId]);
    const person = await personInCentre(tx, centreId, personId);
    if (!person) throw notFound('person of this id in this centre');
    return person;
  }
}
