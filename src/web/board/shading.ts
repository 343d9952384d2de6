import { placeOf, type Axis } from './axis.js';
import type { ScheduledZone } from '../live/day-schedule.js';

type Kind = 'open' | 'closed' | 'elsewhere' | 'closure' | 'busy';

const COLOUR: Readonly<Record<Kind, string>> = {
  open: 'transparent',
  closed: 'var(--board-closed)',
  elsewhere: 'var(--board-elsewhere)',
  closure: 'var(--board-closure)',
  busy: 'var(--board-busy)',
};

interface Times {
  readonly start: string;
  readonly end: string;
}

/**
 * One row's background as one gradient, so that shading costs no nodes: closed hours, times taken by a zone that shares
 * its space, closures. Where several meet, the later of the list wins. `isCoarse` shades its own bookings too.
 */
export function shadingOf(zone: ScheduledZone, axis: Axis, isCoarse: boolean): string {
  const layers: [Kind, readonly Times[]][] = [
    ['open', zone.open],
    ['elsewhere', zone.occurrences.filter((one) => one.zone !== zone.code)],
    ['busy', isCoarse ? zone.occurrences.filter((one) => one.zone === zone.code) : []],
    ['closure', zone.closures],
  ];
  const spans = layers.map(([kind, times]) => ({
    kind,
    spans: times.map(({ start, end }) => [placeOf(axis, start), placeOf(axis, end)] as const),
  }));
  const edges = [...new Set([0, 1, ...spans.flatMap(({ spans: own }) => own.flat())])].sort((a, b) => a - b);
  const stops: string[] = [];
  let before = null as Kind | null;
  edges.slice(0, -1).forEach((from, index) => {
    const middle = (from + (edges[index + 1] ?? 1)) / 2;
    const met = spans.findLast(({ spans: own }) => own.some(([start, end]) => start <= middle && middle < end));
    const kind = met?.kind ?? 'closed';
    if (kind === before) return;
    if (before !== null) stops.push(`${COLOUR[before]} ${percent(from)}`);
    stops.push(`${COLOUR[kind]} ${percent(from)}`);
    before = kind;
  });
  if (before !== null) stops.push(`${COLOUR[before]} 100%`);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

const percent = (place: number): string => `${(place * 100).toFixed(3)}%`;
