import { addMinutes, wallMinutesBetween } from '../../scheduling/time.js';
import type { WallTime } from '../../scheduling/time.types.js';
import { wallOf } from '../booking/draft.js';
import type { Scheduled } from '../live/day-schedule.js';
import { wallAtPlace, type Axis } from './axis.js';
import type { Ghost } from './ghost.js';
import type { GhostState } from './use-ghost.js';

/** A pointer that has moved less was a click. */
const CLICK_PX = 4;
/** This near to its end one takes hold of a booking's end. */
const EDGE_PX = 9;

interface Board {
  readonly state: Pick<GhostState, 'ghost' | 'begin' | 'drop'>;
  axis(): Axis;
  /** The row and place (0 to 1) under a point of the screen. */
  at(x: number, y: number): { readonly zone: string; readonly place: number } | null;
  stepMinutes(zone: string): number;
  /** With Shift it is asked how far in its series the change shall reach. */
  finish(isWide: boolean): void;
  open(one: Scheduled): void;
  select(zone: string, at: WallTime): void;
}

/** Dragging over free time books it, dragging a booking moves it, dragging its end resizes it; fingers only tap. */
export function useBoardPointer(board: Board) {
  let from: { x: number; y: number; zone: string; at: WallTime; one?: Scheduled; grip: number; isEnd: boolean } | null =
    null;
  let isDragging = false;

  const wallAt = (zone: string, place: number): WallTime => wallAtPlace(board.axis(), place, board.stepMinutes(zone));

  function down(event: PointerEvent, one?: Scheduled): void {
    const hit = board.at(event.clientX, event.clientY);
    if (event.button !== 0 || !hit || (event.pointerType === 'touch' && one === undefined)) return;
    const at = wallAt(hit.zone, hit.place);
    const box = (event.target as HTMLElement).closest('[data-block]')?.getBoundingClientRect();
    const isEnd = box !== undefined && box.width > 3 * EDGE_PX && box.right - event.clientX <= EDGE_PX;
    const grip = one ? wallMinutesBetween(wallOf(one.start), at) : 0;
    from = { x: event.clientX, y: event.clientY, zone: hit.zone, at, grip, isEnd, ...(one ? { one } : {}) };
    isDragging = false;
    if (event.pointerType === 'touch') return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent): void {
    if (!from) return;
    if (!isDragging && Math.hypot(event.clientX - from.x, event.clientY - from.y) < CLICK_PX) return;
    if (from.one && from.one.booking === undefined) return;
    const hit = board.at(event.clientX, event.clientY);
    if (!hit || event.pointerType === 'touch') return;
    const next = ghostAt(hit);
    if (!next) return;
    if (!isDragging) {
      isDragging = true;
      void board.state.begin(next);
    } else if (JSON.stringify(next) !== JSON.stringify(board.state.ghost.value)) board.state.ghost.value = next;
  }

  function ghostAt(hit: { zone: string; place: number }): Ghost | null {
    if (!from) return null;
    const { one, zone, at, grip, isEnd } = from;
    const here = wallAt(hit.zone, hit.place);
    if (!one) {
      const step = board.stepMinutes(zone);
      const [start, last] = here < at ? [here, at] : [at, here];
      return { kind: 'new', zone, start, end: addMinutes(last, step) };
    }
    if (isEnd) {
      const end = addMinutes(here, board.stepMinutes(zone));
      return end > wallOf(one.start) ? { kind: 'resize', zone: one.zone, start: wallOf(one.start), end, one } : null;
    }
    const start = addMinutes(here, -Math.floor(grip / board.stepMinutes(zone)) * board.stepMinutes(zone));
    const minutes = wallMinutesBetween(wallOf(one.start), wallOf(one.end));
    return { kind: 'move', zone: hit.zone, start, end: addMinutes(start, minutes), one };
  }

  function up({ shiftKey }: PointerEvent): void {
    const begun = from;
    from = null;
    if (!begun) return;
    if (isDragging) board.finish(shiftKey);
    else if (begun.one) board.open(begun.one);
    else board.select(begun.zone, begun.at);
    isDragging = false;
  }

  function cancel(): void {
    from = null;
    if (isDragging) board.state.drop();
    isDragging = false;
  }

  return { down, move, up, cancel };
}
