import { computed } from 'vue';
import { api, ask, type Schemas } from '../api/api.js';
import { useCentre } from '../centre/centre.js';
import { useLive } from '../live/use-live.js';
import { readAgreements, zonesRun } from '../operator/use-operator.js';
import { useSession } from '../session/session.js';
import type { BoardViewState } from './use-board-view.js';

type Operator = Schemas['OperatorAnswer'];

const PAGE = 200;
/** So many pages of bookings are read; an operator with more of them in one month is on most of the board anyway. */
const MOST_PAGES = 5;
const EVERY_MS = 60_000;

/** What concerns the operator that the board is filtered by: the zones it runs, and its bookings in the time shown. */
export function useBoardOperator(view: BoardViewState, dates: () => readonly string[]) {
  const { slug, tree } = useCentre();
  const { may } = useSession();

  /** The desk may not read agreements; for it only bookings tell where an operator is. */
  async function zonesOf(operator: string): Promise<readonly string[]> {
    if (!may('agreements.read', slug.value)) return [];
    return zonesRun(await readAgreements(slug.value, operator), tree.value).map(({ code }) => code);
  }

  async function bookingsOf(operator: string): Promise<readonly Schemas['BookingHeadAnswer'][]> {
    const [from, to] = [dates()[0] ?? '', dates().at(-1) ?? ''];
    const found: Schemas['BookingHeadAnswer'][] = [];
    for (let page = 0, cursor: string | undefined; page < MOST_PAGES; page++) {
      const query = { operator, from, to, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
      const params = { path: { centre: slug.value }, query };
      const answer = await ask(api.GET('/api/v1/centres/{centre}/bookings', { params }));
      found.push(...answer.items);
      cursor = answer.nextCursor;
      if (cursor === undefined) break;
    }
    return found;
  }

  const list = useLive(
    async (): Promise<readonly Operator[]> => {
      if (!may('operators.read', slug.value)) return [];
      const params = { path: { centre: slug.value }, query: { limit: PAGE } };
      return (await ask(api.GET('/api/v1/centres/{centre}/operators', { params }))).items;
    },
    { everyMs: EVERY_MS * 5, topics: ['operators'], on: slug },
  );
  const concern = useLive(
    async () => {
      const operator = view.operator.value;
      if (operator === '') return null;
      const [zones, bookings] = await Promise.all([zonesOf(operator), bookingsOf(operator)]);
      const places = bookings.flatMap(({ occurrences }) => occurrences.map(({ zone }) => zone));
      return { zones: new Set([...zones, ...places]), bookings: new Set(bookings.map(({ id }) => id)) };
    },
    { everyMs: EVERY_MS, topics: ['bookings', 'operators'], on: () => `${view.operator.value} ${dates().join()}` },
  );

  return {
    operators: computed(() => list.data.value ?? []),
    isReady: computed(() => concern.data.value !== undefined || concern.problem.value !== null),
    /** Zones to show; null while all are. */
    zones: computed(() => concern.data.value?.zones ?? null),
    /** The operator's own bookings; null when no operator is chosen. */
    bookings: computed(() => concern.data.value?.bookings ?? null),
  };
}

export type BoardOperator = ReturnType<typeof useBoardOperator>;
