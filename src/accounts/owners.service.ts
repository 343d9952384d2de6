import { Injectable } from '@nestjs/common';
import { INSTALLATION } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { requireVersion } from '../platform/http/etag.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import type { Actor } from './actor.js';
import { People } from './people.js';
import { lockOwners, requireOtherOwner } from './people.rules.js';
import { recordPersonChange } from './person-log.js';
import { allOwners, personAnywhere, type Person } from './person.js';

/** Who owns the installation. */
@Injectable()
export class OwnersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly people: People,
  ) {}

  list(): Promise<Person[]> {
    return allOwners(this.reader);
  }

  /**
   * Makes a person an owner, or no longer one. One-time links issued before end: an admin who holds one must not become
   * owner by it. Throws `conflict` for the last owner, and for a locked person who should become one.
   */
  async change(call: { actor: Actor; personId: string }, isOwner: boolean, ifMatch: number | null): Promise<Person> {
    const { actor, personId } = call;
    return this.unitOfWork.run(async (tx) => {
      await lockOwners(tx);
      await requireStillOwner(tx, actor);
      const before = await personOrProblem(tx, personId);
      requireVersion(ifMatch, before.version);
      if (before.isOwner === isOwner) return before;
      if (isOwner && before.locked) throw new Problem('conflict', 'This account is locked; unlock it first.');
      if (!isOwner) await requireOtherOwner(tx, personId);
      await tx.run('UPDATE users SET is_owner = ?, version = version + 1 WHERE id = ?', [isOwner ? 1 : 0, personId]);
      await this.people.endLinks(tx, personId);
      const after = await personOrProblem(tx, personId);
      const action = isOwner ? 'owner.added' : 'owner.removed';
      await recordPersonChange(tx, { ...call, centreId: INSTALLATION, at: this.clock.now(), action, before, after });
      return after;
    });
  }
}

async function personOrProblem(tx: Tx, id: string): Promise<Person> {
  const person = await personAnywhere(tx, id);
  if (!person) throw notFound('person of this id');
  return person;
}

async function requireStillOwner(tx: Tx, actor: Actor): Promise<void> {
  const row = await personAnywhere(tx, actor.id);
  if (!row?.isOwner || row.locked) throw new Problem('forbidden', 'You are no longer an owner.');
}
