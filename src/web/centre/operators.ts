import { shallowRef } from 'vue';
import { api, ask, type Schemas } from '../api/api.js';
import { useSession } from '../session/session.js';
import { useCentre } from './centre.js';

type Operator = Schemas['OperatorAnswer'];

/** All operators of the centre, page by page. */
export async function allOperators(centre: string): Promise<readonly Operator[]> {
  const all: Operator[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const page = await ask(api.GET('/api/v1/centres/{centre}/operators', { params: { path: { centre }, query } }));
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return all;
}

/** Names of the centre's operators, read once when a screen first wants one. */
const known = shallowRef<{ centre: string; names: ReadonlyMap<string, { name: string; nameEn: string }> }>();

async function learn(centre: string): Promise<void> {
  known.value = { centre, names: new Map() };
  const all = await allOperators(centre).catch(() => []);
  known.value = { centre, names: new Map(all.map((one) => [one.code, one])) };
}

/** The name of an operator by its code, for who may know it; the code itself for all others. */
export function useOperatorNames(): { operatorName(code: string): string } {
  const { slug, nameOf } = useCentre();
  const { me, may } = useSession();
  if (may('operators.read', slug.value) && known.value?.centre !== slug.value) void learn(slug.value);
  return {
    operatorName: (code) => {
      const own = me.value?.operators.find((one) => one.code === code && one.centre === slug.value);
      return nameOf(known.value?.names.get(code) ?? own) || code;
    },
  };
}
