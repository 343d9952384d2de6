import { isPlace, type Zone, type ZoneNode } from '../centre/zone-tree.js';
import type { Scheduled, ScheduledZone } from '../live/day-schedule.js';
import { placeOf, type Axis } from './axis.js';

export const LANE_PX = 30;
const PAD_PX = 8;
const LEAST_PX = 44;
const MOST_LANES = 5;

export interface Block {
  readonly one: Scheduled;
  /** In hundredths of the board's width. */
  readonly left: number;
  readonly width: number;
  readonly lane: number;
}

export interface BoardRow {
  readonly zone: Zone;
  readonly depth: number;
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
  readonly schedule: ScheduledZone | undefined;
  readonly blocks: readonly Block[];
  readonly height: number;
  readonly top: number;
}

export interface RowFilter {
  /** Zones that pass; a parent stands while something below it does. */
  readonly passes: (zone: Zone) => boolean;
  readonly folded: ReadonlySet<string>;
}

/** The zones to be seen, parents first. */
export function visibleNodes(roots: readonly ZoneNode[], { passes, folded }: RowFilter): ZoneNode[] {
  return roots.flatMap((node) => {
    const below = visibleNodes(node.children, { passes, folded });
    const isIn = isPlace(node.zone) && passes(node.zone);
    if (!isIn && below.length === 0) return [];
    return folded.has(node.zone.code) ? [node] : [node, ...below];
  });
}

/** Rows with their bookings laid out, one below the other. Each booking stands in the row of the zone it was made for. */
export function layRows(
  nodes: readonly ZoneNode[],
  {
    axis,
    schedules,
    folded,
    isCoarse,
  }: {
    axis: Axis;
    schedules: ReadonlyMap<string, ScheduledZone>;
    folded: ReadonlySet<string>;
    /** Only shading: a month has no room for single bookings. */
    isCoarse: boolean;
  },
): BoardRow[] {
  let top = 0;
  return nodes.map(({ zone, depth, children }) => {
    const schedule = schedules.get(zone.code);
    const own = isCoarse ? [] : (schedule?.occurrences ?? []).filter((one) => one.zone === zone.code);
    const blocks = layBlocks(own, axis);
    const lanes = Math.max(1, ...blocks.map(({ lane }) => lane + 1));
    const height = Math.max(LEAST_PX, lanes * LANE_PX + PAD_PX);
    const row = {
      zone,
      depth,
      hasChildren: children.length > 0,
      isOpen: !folded.has(zone.code),
      schedule,
      blocks,
      height,
      top,
    };
    top += height;
    return row;
  });
}

/** Side by side in time on one lane; what overlaps takes the next lane, and the last lane takes the rest. */
export function layBlocks(own: readonly Scheduled[], axis: Axis): Block[] {
  const ends: number[] = [];
  return own
    .map((one) => ({ one, from: placeOf(axis, one.start), to: placeOf(axis, one.end) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .map(({ one, from, to }) => {
      const free = ends.findIndex((end) => end <= from + 1e-9);
      const lane = free >= 0 ? free : Math.min(ends.length, MOST_LANES - 1);
      ends[lane] = Math.max(to, ends[lane] ?? 0);
      return { one, left: from * 100, width: (to - from) * 100, lane };
    });
}

/** The rows that a window of the scrolled board meets, with a few more so that nothing flashes. */
export function rowsIn(rows: readonly BoardRow[], { top, height }: { top: number; height: number }): BoardRow[] {
  const EXTRA = 2;
  const first = rows.findIndex((row) => row.top + row.height > top);
  if (first < 0) return rows.slice(-1);
  let last = first;
  while (last < rows.length && (rows[last]?.top ?? 0) < top + height) last++;
  return rows.slice(Math.max(0, first - EXTRA), last + EXTRA);
}
