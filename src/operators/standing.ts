import { isStaff, operatorsAt, type Actor } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import { isInForce } from '../scheduling/agreements.js';
import type { AgreementFacts } from '../scheduling/agreements.types.js';
import type { RefusalCode } from '../scheduling/refusals.js';
import type { WallDate } from '../scheduling/time.types.js';
import type { OperatorsView } from './operators.world.js';

/** Where an actor stands in a centre today: what roles and the agreements of their operators give. */
export interface Standing {
  readonly actor: Actor;
  readonly centreId: number;
  /** One of the centre's own people: desk, office, admin, or an owner. */
  readonly staff: boolean;
  /** Decides requests in the whole centre. */
  readonly decidesAll: boolean;
  /** Operators the actor acts for, by id; managed ones apart. */
  readonly operators: ReadonlySet<string>;
  readonly managed: ReadonlySet<string>;
  /** Those of them that can't add anything now. */
  readonly suspended: ReadonlySet<string>;
  /** Zones in which the actor decides requests as a manager of the operator that runs them. */
  readonly decides: ReadonlySet<number>;
  /** Zones in which they may set hours, or policy. */
  readonly setsHours: ReadonlySet<number>;
  readonly setsPolicy: ReadonlySet<number>;
  /** Zones run by one of their operators, in which they see every name, or only when and how many. */
  readonly seesNames: ReadonlySet<number>;
  readonly seesCounts: ReadonlySet<number>;
  /** Rules they may set aside, by zone. */
  readonly waives: ReadonlyMap<number, ReadonlySet<RefusalCode>>;
}

const zonesOf = (agreements: readonly AgreementFacts[]): Set<number> =>
  new Set(agreements.flatMap(({ zones }) => [...zones]));

/** Works out where an actor stands; of agreements only those in force today count, and none of a suspended operator. */
export function standingOf(
  actor: Actor,
  { centreId, operators, today }: { centreId: number; operators: OperatorsView; today: WallDate },
): Standing {
  const own = operatorsAt(actor, centreId);
  const managed = new Set(own.filter(({ role }) => role === 'manager').map(({ operatorId }) => operatorId));
  const running = own
    .filter(({ status }) => status === 'active')
    .flatMap(({ operatorId }) => operators.agreementsOf.get(operatorId) ?? [])
    .filter((agreement) => agreement.kind === 'operate' && isInForce(agreement, today));
  const asManager = running.filter(({ operatorId }) => managed.has(operatorId));
  return {
    actor,
    centreId,
    staff: isStaff(actor, centreId),
    decidesAll: canEverywhere(actor, 'bookings.decide', centreId),
    operators: new Set(own.map(({ operatorId }) => operatorId)),
    managed,
    suspended: new Set(own.filter(({ status }) => status !== 'active').map(({ operatorId }) => operatorId)),
    decides: zonesOf(asManager.filter(({ terms }) => terms.rights.decide)),
    setsHours: zonesOf(asManager.filter(({ terms }) => terms.rights.setHours)),
    setsPolicy: zonesOf(asManager.filter(({ terms }) => terms.rights.setPolicy)),
    seesNames: zonesOf(running.filter(({ terms }) => terms.rights.sees === 'names')),
    seesCounts: zonesOf(running),
    waives: waivedBy(asManager),
  };
}

function waivedBy(agreements: readonly AgreementFacts[]): Map<number, Set<RefusalCode>> {
  const waives = new Map<number, Set<RefusalCode>>();
  for (const { zones, terms } of agreements) {
    for (const zone of zones) waives.set(zone, new Set([...(waives.get(zone) ?? []), ...terms.rights.waive]));
  }
  return waives;
}
