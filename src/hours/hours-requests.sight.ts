import { operatorsAt, type Actor } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import type { Queries } from '../platform/database/reader.js';
import { findRequest, type HoursRequest } from './hours-requests.store.js';

/** Operators whose requests the actor may know of; null for all of the centre. */
export const operatorsSeen = (actor: Actor, centreId: number): string[] | null =>
  canEverywhere(actor, 'hours-requests.read', centreId)
    ? null
    : operatorsAt(actor, centreId).map(({ operatorId }) => operatorId);

/** The request, or null when there is none of this id that the actor may know of. */
export async function findRequestOf(
  queries: Queries,
  { actor, centreId, id }: { actor: Actor; centreId: number; id: string },
): Promise<HoursRequest | null> {
  const seen = operatorsSeen(actor, centreId);
  const request = await findRequest(queries, centreId, id);
  return request && (seen === null || seen.includes(request.operatorId)) ? request : null;
}
