import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { notFound } from '../platform/problems/problem.js';
import { People } from './people.js';
import {
  lockOwners,
  lockPeople,
  requireManages,
  requireOtherAdmin,
  requireOtherOwner,
  requireStillAdmin,
} from './people.rules.js';
import type { PersonCall } from './person-call.js';
import { recordPersonChange } from './person-log.js';
import { personInCentre, type Person } from './person.js';

const ADMIN_OF = `SELECT centre_id FROM memberships WHERE user_id = ? AND role = 'admin' ORDER BY centre_id`;

/** Locking an account out of everything, and letting it in again. */
@Injectable()
export class LocksService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: People,
  ) {}

  /**
   * Ends the person's sessions and one-time links and refuses their password and tokens. Locking twice is locking once.
   * Throws `conflict` for the last owner and for the last admin of any centre.
   */
  async lock(call: PersonCall): Promise<Person> {
    const at = this.clock.now();
    return this.unitOfWork.run(async (tx) => {
      const before = await this.forChange(tx, call);
      if (before.locked) return before;
      await requireNotLast(tx, before);
      await tx.run('UPDATE users SET locked_at = ?, version = version + 1 WHERE id = ?', [at, before.id]);
      await this.people.endSessions(tx, before.id);
      await this.people.endLinks(tx, before.id);
      return this.recorded(tx, call, { action: 'person.locked', before });
    });
  }

  /** Lets the person in again, with the password and tokens they had. */
  async unlock(call: PersonCall): Promise<Person> {
    return this.unitOfWork.run(async (tx) => {
      const before = await this.forChange(tx, call);
      if (!before.locked) return before;
      await tx.run('UPDATE users SET locked_at = NULL, version = version + 1 WHERE id = ?', [before.id]);
      return this.recorded(tx, call, { action: 'person.unlocked', before });
    });
  }

  private async forChange(tx: Tx, { actor, centreId, personId }: PersonCall): Promise<Person> {
    await lockPeople(tx, centreId);
    await requireStillAdmin(tx, actor, centreId);
    const person = await personInCentre(tx, centreId, personId);
    if (!person) throw notFound('person of this id in this centre');
    await requireManages(tx, { actor, person });
    return person;
  }

  private async recorded(tx: Tx, call: PersonCall, change: { action: string; before: Person }): Promise<Person> {
    const after = await personInCentre(tx, call.centreId, call.personId);
    if (!after) throw notFound('person of this id in this centre');
    await recordPersonChange(tx, { ...call, ...change, at: this.clock.now(), after });
    return after;
  }
}

/** A lock works everywhere, so every centre that the person is admin of has a say. */
async function requireNotLast(tx: Tx, person: Person): Promise<void> {
  if (person.isOwner) {
    await lockOwners(tx);
    await requireOtherOwner(tx, person.id);
  }
  for (const { centre_id } of await tx.all<{ centre_id: number }>(ADMIN_OF, [person.id])) {
    await lockPeople(tx, centre_id);
    await requireOtherAdmin(tx, centre_id, person.id);
  }
}
