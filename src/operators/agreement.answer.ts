import type { Actor } from '../accounts/actor.js';
import { writeAudit } from '../audit/audit.js';
import { writeNotices } from '../notices/notices.js';
import type { Tx } from '../platform/database/sql.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { lifeOf } from '../scheduling/agreements.overlaps.js';
import { formatInstant } from '../scheduling/time.js';
import type { Instant, WallDate } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import type { Agreement } from './agreement.store.js';
import type { AgreementAnswer, AgreementTextAnswer } from './dto/agreement.dto.js';
import type { OperatorsView } from './operators.world.js';

export interface AgreementNames {
  readonly plan: Plan;
  readonly operators: OperatorsView;
}

/** An agreement as the log keeps it: codes in place of ids, so that it can be read for ever. */
export function agreementText(agreement: Agreement, { plan, operators }: AgreementNames): AgreementTextAnswer {
  const { id, operatorId, kind, from, until, zoneIds, terms, note, renews, endedReason, version } = agreement;
  const { rights, windows, quotas, standing, duties } = terms;
  return {
    ...{ id, operator: operators.byId.get(operatorId)?.code ?? '', kind },
    zones: zoneIds.flatMap((zoneId) => plan.byId.get(zoneId)?.code ?? []),
    ...{ from, until, rights, windows },
    ...{ quotas: [...quotas], standing: [...standing], duties: [...duties] },
    ...{ note, renews, endedReason, version },
  };
}

/** An agreement as it is answered. */
export function agreementAnswer(agreement: Agreement, names: AgreementNames & { today: WallDate }): AgreementAnswer {
  return {
    ...agreementText(agreement, names),
    life: lifeOf(agreement, names.today),
    createdAt: formatInstant(agreement.createdAt, names.plan.timeZone),
  };
}

export interface AgreementEntry extends AgreementNames {
  readonly actor: Pick<Actor, 'id' | 'name'>;
  readonly at: Instant;
  readonly action: 'created' | 'changed' | 'ended' | 'renewed' | 'withdrawn';
  readonly before: Agreement | null;
  readonly after: Agreement | null;
  readonly reason?: string;
}

/** Audit, notices and outbox of one change of an agreement; the versions that can be read are these entries. */
export async function recordAgreement(tx: Tx, entry: AgreementEntry): Promise<void> {
  const { actor, at, before, after, reason } = entry;
  const subject = after ?? before;
  if (!subject) throw new Error('An agreement was changed that is neither before nor after.');
  const { centreId, id: subjectId, operatorId } = subject;
  const action = `agreement.${entry.action}`;
  await writeAudit(tx, {
    ...{ centreId, at, actor, action, subjectKind: 'agreement', subjectId },
    ...(reason === undefined ? {} : { reason }),
    before: before && agreementText(before, entry),
    after: after && agreementText(after, entry),
  });
  await writeNotices(tx, {
    ...{ centreId, at, kind: 'agreement-changed', subjectKind: 'agreement', subjectId, by: actor },
    data: { change: entry.action, until: subject.until },
    to: [{ operator: operatorId, as: 'manager' }],
  });
  const payload = { operator: entry.operators.byId.get(operatorId)?.code ?? '', until: subject.until };
  await writeOutbox(tx, { centreId, at, kind: action, subjectId, payload });
}
