import { computed, type ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { api, ask, type Schemas } from '../api/api.js';
import { useCentre } from '../centre/centre.js';
import { within, type Zone, type ZoneTree } from '../centre/zone-tree.js';
import { useSession } from '../session/session.js';
import type { Rights } from '../../scheduling/agreements.types.js';

export type MyOperator = Schemas['MyOperatorAnswer'];
export type Agreement = Schemas['AgreementAnswer'];

const PAGE = 200;

/** Operators that the person acts for in this centre, and the one chosen in the address (`?as=`), else the first. */
export function useOperators(): {
  readonly operators: ComputedRef<readonly MyOperator[]>;
  readonly operator: ComputedRef<MyOperator | undefined>;
} {
  const route = useRoute();
  const { slug } = useCentre();
  const { me } = useSession();
  const operators = computed(() => me.value?.operators.filter(({ centre }) => centre === slug.value) ?? []);
  const operator = computed(() => operators.value.find(({ code }) => code === route.query['as']) ?? operators.value[0]);
  return { operators, operator };
}

/** Agreements of an operator that are not over, those in force first. */
export async function readAgreements(centre: string, operator: string): Promise<readonly Agreement[]> {
  const params = { path: { centre }, query: { operator, limit: PAGE } };
  const { items } = await ask(api.GET('/api/v1/centres/{centre}/agreements', { params }));
  const order = ({ life, from }: Agreement): string => `${life === 'in-force' ? 0 : 1}${from}`;
  return items.filter(({ life }) => life !== 'over').toSorted((a, b) => order(a).localeCompare(order(b)));
}

export const rightsOf = ({ rights }: Agreement): Partial<Rights> => rights;

/** Zones in which agreements in force give a right, those below them included; in the order of the tree. */
export function zonesWith(
  agreements: readonly Agreement[],
  right: 'decide' | 'setHours',
  tree: ZoneTree,
): readonly Zone[] {
  return zonesRun(
    agreements.filter((one) => rightsOf(one)[right]),
    tree,
  );
}

/** Zones that agreements in force let the operator run, those below them included; in the order of the tree. */
export function zonesRun(agreements: readonly Agreement[], { inOrder }: ZoneTree): readonly Zone[] {
  const giving = agreements.filter((one) => one.life === 'in-force' && one.kind === 'operate');
  const named = new Set(giving.flatMap(({ zones }) => zones));
  const covered = new Set(inOrder.filter(({ zone }) => named.has(zone.code)).flatMap(within));
  return inOrder.filter((node) => covered.has(node)).map(({ zone }) => zone);
}
