import { writeAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/sql.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Actor } from './actor.js';
import type { Person } from './person.js';

export interface PersonChange {
  readonly centreId: number;
  readonly at: Instant;
  readonly actor: Actor;
  /** Such as `person.locked`. */
  readonly action: string;
  readonly personId: string;
  readonly before?: Person | null;
  readonly after?: Person | null;
}

/** Audit and outbox of one change of a person. What is written is chosen here, so that no secret can slip in. */
export async function recordPersonChange(tx: Tx, change: PersonChange): Promise<void> {
  const { centreId, at, actor, action, personId, before, after } = change;
  await writeAudit(tx, {
    centreId,
    at,
    actor,
    action,
    subjectKind: 'person',
    subjectId: personId,
    before: before && shown(before),
    after: after && shown(after),
  });
  await writeOutbox(tx, { centreId, at, kind: action, subjectId: personId, payload: {} });
}

const shown = ({ login, name, role, isOwner, locked }: Person) => ({ login, name, role, isOwner, locked });
