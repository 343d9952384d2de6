import { computed, ref, watch } from 'vue';
import { addMinutes, wallMinutesBetween } from '../../scheduling/time.js';
import type { WallTime } from '../../scheduling/time.types.js';
import type { Scheduled } from '../live/day-schedule.js';
import type { Axis } from './axis.js';
import type { BoardRow } from './rows.js';

export const STEP_MINUTES = 30;
const USUAL_MINUTES = 60;

/** Where the keys are on the board: a row, a start, a length; and what lies there. */
export function useCursor(rows: () => readonly BoardRow[], axis: () => Axis, wallNow: () => WallTime) {
  const code = ref('');
  const start = ref<WallTime>('' as WallTime);
  const minutes = ref(USUAL_MINUTES);

  const row = computed(() => rows().find(({ zone }) => zone.code === code.value) ?? rows()[0]);
  const end = computed(() => (start.value === '' ? start.value : addMinutes(start.value, minutes.value)));
  const under = computed<Scheduled | undefined>(
    () =>
      row.value?.blocks.find(({ one }) => one.start.slice(0, 16) <= start.value && start.value < one.end.slice(0, 16))
        ?.one,
  );

  /** The next half hour of today when it is on the board, else the first hour. */
  function home(): void {
    const { dates, from } = axis();
    const first = dates[0];
    if (first === undefined) return;
    const now = wallNow();
    const today = dates.find((date) => now.startsWith(date));
    const begin = addMinutes(`${today ?? first}T00:00` as WallTime, from);
    const steps = Math.ceil(Math.max(0, wallMinutesBetween(begin, now)) / STEP_MINUTES);
    start.value = today ? addMinutes(begin, steps * STEP_MINUTES) : begin;
  }

  watch(() => axis().dates.join(), home, { immediate: true });

  /** To another half hour; over the edge of a date to the next one shown. */
  function moved(from: WallTime, steps: number): WallTime {
    const { dates, from: first, to } = axis();
    const next = addMinutes(from, steps * STEP_MINUTES);
    const minute = wallMinutesBetween(`${next.slice(0, 10)}T00:00` as WallTime, next);
    const isIn = dates.some((date) => next.startsWith(date)) && minute >= first && minute < to;
    if (isIn) return next;
    const at = dates.findIndex((date) => from.startsWith(date)) + Math.sign(steps);
    const other = dates[at];
    if (other === undefined) return from;
    return addMinutes(`${other}T00:00` as WallTime, steps > 0 ? first : to - STEP_MINUTES);
  }

  const rowAt = (from: string, step: number): BoardRow | undefined => {
    const at = Math.max(
      0,
      rows().findIndex(({ zone }) => zone.code === from),
    );
    return rows()[Math.max(0, Math.min(rows().length - 1, at + step))];
  };

  return {
    row,
    start,
    end,
    minutes,
    under,
    moved,
    rowAt,
    to: (zone: string, at: WallTime): void => {
      code.value = zone;
      start.value = at;
    },
    go: (steps: number): void => {
      start.value = moved(start.value, steps);
    },
    climb: (step: number): void => {
      code.value = rowAt(row.value?.zone.code ?? '', step)?.zone.code ?? code.value;
    },
    grow: (step: number): void => {
      minutes.value = Math.max(STEP_MINUTES, minutes.value + step * STEP_MINUTES);
    },
  };
}

export type Cursor = ReturnType<typeof useCursor>;
