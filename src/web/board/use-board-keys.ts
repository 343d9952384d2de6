import type { Ref } from 'vue';
import { addMinutes, wallMinutesBetween } from '../../scheduling/time.js';
import type { WallTime } from '../../scheduling/time.types.js';
import { wallOf } from '../booking/draft.js';
import type { Scheduled } from '../live/day-schedule.js';
import type { Ghost } from './ghost.js';
import { STEP_MINUTES, type Cursor } from './use-cursor.js';

interface Acts {
  readonly ghost: Ref<Ghost | null>;
  begin(ghost: Ghost): Promise<void>;
  drop(): void;
  /** Puts down what is held. */
  finish(isWide: boolean): void;
  book(): void;
  open(one: Scheduled): void;
}

/**
 * The board by keys: arrows move the cursor (Shift: by two hours), Enter books or opens, M takes a booking up, + and −
 * change the length, Enter puts down (Shift: and asks how far in its series), Escape lets go.
 */
export function useBoardKeys(cursor: Cursor, acts: Acts): (event: KeyboardEvent) => void {
  const FAR = 4;

  function shift(steps: number): void {
    const held = acts.ghost.value;
    if (!held) return cursor.go(steps);
    const start = cursor.moved(held.start as WallTime, steps);
    const minutes = wallMinutesBetween(held.start as WallTime, held.end as WallTime);
    acts.ghost.value = { ...held, start, end: addMinutes(start, minutes) };
    cursor.to(held.zone, start);
  }

  function climb(step: number): void {
    const held = acts.ghost.value;
    if (!held) return cursor.climb(step);
    const zone = cursor.rowAt(held.zone, step)?.zone.code ?? held.zone;
    acts.ghost.value = { ...held, zone };
    cursor.to(zone, held.start as WallTime);
  }

  function grow(step: number): void {
    const held = acts.ghost.value;
    if (held) {
      const end = addMinutes(held.end as WallTime, step * STEP_MINUTES);
      if (end > held.start) acts.ghost.value = { ...held, end };
    } else if (cursor.under.value) {
      void take('resize').then(() => grow(step));
    } else cursor.grow(step);
  }

  async function take(kind: 'move' | 'resize'): Promise<void> {
    const one = cursor.under.value;
    if (!one?.booking || acts.ghost.value) return;
    await acts.begin({ kind, zone: one.zone, start: wallOf(one.start), end: wallOf(one.end), one });
  }

  function enter(isWide: boolean): void {
    if (acts.ghost.value) acts.finish(isWide);
    else if (cursor.under.value?.booking !== undefined) acts.open(cursor.under.value);
    else acts.book();
  }

  const keys: Readonly<Record<string, (isFar: boolean) => void>> = {
    ArrowRight: (isFar) => shift(isFar ? FAR : 1),
    ArrowLeft: (isFar) => shift(isFar ? -FAR : -1),
    ArrowDown: () => climb(1),
    ArrowUp: () => climb(-1),
    Enter: enter,
    Escape: () => acts.drop(),
    m: () => void take('move'),
    M: () => void take('move'),
    '+': () => grow(1),
    '=': () => grow(1),
    '-': () => grow(-1),
  };

  return (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    event.preventDefault();
    act(event.shiftKey);
  };
}
