import { Injectable } from '@nestjs/common';
import { operatorsAt, type Actor } from '../accounts/actor.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { writeNotices } from '../notices/notices.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { decodeCursor } from '../platform/http/cursor.js';
import { DEFAULT_LIMIT, pageOf, type Page } from '../platform/http/page.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import type { HoursDocument } from '../scheduling/hours.types.js';
import { readChoices } from './choices.js';
import type { ChoiceBody } from './dto/choice.body.js';
import type { HoursRequestsQuery } from './dto/hours-request.dto.js';
import { HoursService } from './hours.service.js';
import { readHours } from './hours.store.js';
import { operatorsSeen } from './hours-requests.sight.js';
import { decide, findRequest, readRequests, type HoursRequest } from './hours-requests.store.js';
import { RuleChanges, type Impact } from './rule-changes.js';

/** Who acts on which request. */
export interface RequestCall {
  readonly actor: Actor;
  readonly centre: ScopeCentre;
  readonly request: HoursRequest;
}

/** Operators' wishes for hours beyond the centre's: the centre grants or declines them, who asked may withdraw. */
@Injectable()
export class HoursRequestsService {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly rules: RuleChanges,
    private readonly hours: HoursService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, centreId: number, query: HoursRequestsQuery): Promise<Page<HoursRequest>> {
    const { status, cursor, limit = DEFAULT_LIMIT } = query;
    const before = cursor === undefined ? undefined : String(decodeCursor(cursor, ['string'])[0]);
    const operators = operatorsSeen(actor, centreId);
    const rows = await readRequests(this.reader, centreId, { operators, status, before, limit: limit + 1 });
    return pageOf(rows, { limit, keyOf: ({ id }) => [id], toItem: (request) => request });
  }

  /** What granting would do to bookings. Throws `conflict` as granting would. */
  async preview({ actor, centre, request }: RequestCall): Promise<Impact & { document: HoursDocument }> {
    requireWaiting(request);
    const { document, zone } = request;
    const { version } = await readHours(this.reader, centre.id, request.zoneId);
    requireSameHours(request, version);
    return this.hours.preview({ centre, zone, document, choices: [], ifMatch: null, actor });
  }

  /**
   * Sets the hours as they were asked for. Throws `conflict` when the request no longer waits or the zone's hours have
   * changed since, `choices-needed`, `bad-input`, or `refused` when a choice can't be carried out.
   */
  async grant({ actor, centre, request }: RequestCall, choices: readonly ChoiceBody[]): Promise<HoursRequest> {
    const chosen = readChoices(choices, { mayShorten: false });
    const { zone, zoneId, document } = request;
    return this.rules.make(centre.id, async (tx, now) => {
      await decide(tx, { centreId: centre.id, request, status: 'granted', actor, at: this.clock.now() });
      const before = await readHours(tx, centre.id, zoneId);
      requireSameHours(request, before.version);
      await this.hours.apply(tx, { now, change: { centre, zone, actor }, choices: chosen, before, document });
      return this.told(tx, { actor, centre, request });
    });
  }

  async decline({ actor, centre, request }: RequestCall, reason: string): Promise<HoursRequest> {
    return this.unitOfWork.run(async (tx) => {
      await decide(tx, { centreId: centre.id, request, status: 'declined', reason, actor, at: this.clock.now() });
      return this.told(tx, { actor, centre, request });
    });
  }

  /** For managers of the operator that asked. */
  async withdraw({ actor, centre, request }: RequestCall): Promise<HoursRequest> {
    const manages = operatorsAt(actor, centre.id).some(
      ({ operatorId, role }) => operatorId === request.operatorId && role === 'manager',
    );
    if (!manages && !actor.isOwner)
      throw new Problem('forbidden', 'Only a manager of the operator that asked may withdraw.');
    return this.unitOfWork.run(async (tx) => {
      await decide(tx, { centreId: centre.id, request, status: 'withdrawn', actor, at: this.clock.now() });
      return reread(tx, centre.id, request);
    });
  }

  /** Tells the operator's managers what became of it. */
  private async told(tx: Tx, { actor, centre, request }: RequestCall): Promise<HoursRequest> {
    const after = await reread(tx, centre.id, request);
    await writeNotices(tx, {
      ...{ centreId: centre.id, at: this.clock.now(), kind: 'hours-decided', by: actor },
      subjectKind: 'hours-request',
      subjectId: request.id,
      data: { zone: request.zone, status: after.status },
      to: [{ user: request.askedBy }, { operator: request.operatorId, as: 'manager' }],
    });
    return after;
  }
}

async function reread(tx: Tx, centreId: number, { id }: HoursRequest): Promise<HoursRequest> {
  const request = await findRequest(tx, centreId, id);
  if (!request) throw notFound('such request');
  return request;
}

function requireWaiting({ status }: HoursRequest): void {
  if (status !== 'waiting') throw new Problem('conflict', `This request is ${status} by now.`);
}

function requireSameHours({ zone, onVersion }: HoursRequest, version: number): void {
  if (version === onVersion) return;
  const detail = `The hours of ${zone} were changed since this was asked, and granting it would undo that. Decline it, or set the hours yourself.`;
  throw new Problem('conflict', detail);
}
