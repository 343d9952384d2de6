import { computed } from 'vue';
import { useCentre } from '../centre/centre.js';
import { isPlace } from '../centre/zone-tree.js';
import { readSchedule, takesWholeOf, type ScheduledZone } from '../live/day-schedule.js';
import { useLive } from '../live/use-live.js';
import { hindranceOf, spanOf } from '../today/find.js';
import { axisOf, datesOf } from './axis.js';
import { layRows, visibleNodes } from './rows.js';
import { useBoardOperator } from './use-board-operator.js';
import type { BoardViewState } from './use-board-view.js';

const EVERY_MS = 15_000;
/** The server takes so many zones in one call. */
const ZONES_A_CALL = 200;

/** The board's rows for what its address asks, kept fresh: other clerks' bookings appear by themselves. */
export function useBoardData(view: BoardViewState) {
  const { tree } = useCentre();
  const dates = computed(() => datesOf(view.view.value, view.date.value));
  const live = useLive(
    async () => {
      const [from, to] = [dates.value[0], dates.value.at(-1)];
      const codes = [...tree.value.byCode.values()].filter(isPlace).map(({ code }) => code);
      if (from === undefined || to === undefined) return new Map<string, ScheduledZone>();
      const calls = Array.from({ length: Math.ceil(codes.length / ZONES_A_CALL) }, (_, at) =>
        readSchedule(from, to, codes.slice(at * ZONES_A_CALL, (at + 1) * ZONES_A_CALL)),
      );
      const answers = await Promise.all(calls);
      return new Map(answers.flatMap(({ zones }) => zones).map((zone) => [zone.code, zone]));
    },
    { everyMs: EVERY_MS, topics: ['schedule', 'bookings'], on: () => dates.value.join() },
  );
  const operator = useBoardOperator(view, () => dates.value);
  const schedules = computed(() => live.data.value ?? new Map<string, ScheduledZone>());
  const axis = computed(() =>
    axisOf(
      dates.value,
      [...schedules.value.values()].flatMap(({ open }) => open),
    ),
  );
  /** The centre's offset in the time shown; a change of the clock within it only moves the instant verdict. */
  const offset = computed(
    () => [...schedules.value.values()].find(({ open }) => open.length > 0)?.open[0]?.start.slice(19) ?? '+00:00',
  );
  const isCoarse = computed(() => view.view.value === 'month');

  function isFree(code: string): boolean {
    const [start, end] = [view.freeFrom.value, view.freeTo.value];
    const schedule = schedules.value.get(code);
    if (start === '' || end === '' || !schedule) return true;
    const span = spanOf({ date: view.date.value, start, end, heads: 1 }, offset.value);
    return hindranceOf(schedule, span, takesWholeOf(tree.value, code)) === null;
  }

  const nodes = computed(() =>
    visibleNodes(tree.value.roots, {
      folded: view.folded.value,
      passes: (zone) =>
        (operator.zones.value?.has(zone.code) ?? true) &&
        (view.seats.value === 0 || (zone.seats ?? 0) >= view.seats.value) &&
        (view.equipment.value === '' || zone.allEquipment.includes(view.equipment.value)) &&
        isFree(zone.code),
    }),
  );
  const rows = computed(() =>
    layRows(nodes.value, {
      axis: axis.value,
      schedules: schedules.value,
      folded: view.folded.value,
      isCoarse: isCoarse.value,
    }),
  );
  return { live, operator, schedules, axis, offset, rows, isCoarse };
}

export type BoardData = ReturnType<typeof useBoardData>;
