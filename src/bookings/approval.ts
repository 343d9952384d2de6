import type { OperatorsView } from '../operators/operators.world.js';
import type { Standing } from '../operators/standing.js';
import { isInForce } from '../scheduling/agreements.js';
import type { WallDate } from '../scheduling/time.types.js';
import type { Zone } from '../scheduling/zones.types.js';
import type { Stage } from './booking.types.js';

/** In whose name something is asked, and by whom. */
export interface Asker {
  readonly standing: Standing;
  /** Id of the operator it is for, or null. */
  readonly operatorId: string | null;
  /** Which operator decides requests for a zone today, by zone id. */
  readonly deciders: ReadonlyMap<number, string>;
}

/** The operators that decide requests today, by the zones of their agreements. */
export function decidersOn(operators: OperatorsView, today: WallDate): Map<number, string> {
  const deciders = new Map<number, string>();
  for (const [operatorId, agreements] of operators.agreementsOf) {
    if (operators.byId.get(operatorId)?.status !== 'active') continue;
    for (const { kind, terms, zones, ...dates } of agreements) {
      if (kind !== 'operate' || !terms.rights.decide || !isInForce(dates, today)) continue;
      for (const zone of zones) deciders.set(zone, operatorId);
    }
  }
  return deciders;
}

/**
 * Who decides first, or null when nobody has to: what the back office books needs no approval, nor what an operator
 * books in a zone that it decides itself. Where nobody runs a zone, the centre decides for it.
 */
export function firstStage(zone: Zone, { standing, operatorId, deciders }: Asker): Stage | null {
  const { approval } = zone.rules;
  if (approval === 'none' || standing.decidesAll) return null;
  if (approval === 'centre') return 'centre';
  const runner = deciders.get(zone.id);
  const isOwn = runner !== undefined && runner === operatorId;
  if (runner === undefined) return 'centre';
  if (!isOwn) return 'operator';
  return approval === 'both' ? 'centre' : null;
}

/**
 * Who decides after an operator has agreed, or null when that was the last word. An operator may have proposed a zone
 * of its own that only the centre decides.
 */
export function stageAfterOperator({ rules }: Zone): Stage | null {
  return rules.approval === 'both' || rules.approval === 'centre' ? 'centre' : null;
}
