import type { Span } from './time.types.js';

/**
 * Half-open spans overlap when each starts before the other ends:
 *
 *     b:              [=====)
 *     a:  [==)        .     .          no   before
 *     a:       [======)     .          no   ends where b starts
 *     a:           [==.==)  .          yes  reaches into b
 *     a:              [=====)          yes  the same
 *     a:              . [=) .          yes  inside b
 *     a:           [==.=====.==)       yes  around b
 *     a:              .   [=.==)       yes  starts inside b
 *     a:              .     [=====)    no   starts where b ends
 *     a:              .     .   [==)   no   after
 */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** True when every instant of `inner` lies in `outer`; the two may share a bound. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** What two spans have in common, or null when that is nothing. */
export function intersect(a: Span, b: Span): Span | null {
  if (!overlaps(a, b)) return null;
  return { start: a.start > b.start ? a.start : b.start, end: a.end < b.end ? a.end : b.end };
}

/** The same instants as ascending spans that neither overlap nor touch; empty spans vanish. */
export function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of ascending(spans)) {
    const last = merged.at(-1);
    if (!last || span.start > last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end };
  }
  return merged;
}

/** The instants of `spans` that lie in none of the `holes`, ascending and merged. */
export function subtract(spans: readonly Span[], holes: readonly Span[]): Span[] {
  const cuts = merge(holes);
  return merge(spans).flatMap((span) => without(span, cuts));
}

function without(span: Span, cuts: readonly Span[]): Span[] {
  const left: Span[] = [];
  let start = span.start;
  for (const cut of cuts) {
    if (cut.end <= start) continue;
    if (cut.start >= span.end) break;
    if (cut.start > start) left.push({ start, end: cut.start });
    start = cut.end;
  }
  if (start < span.end) left.push({ start, end: span.end });
  return left;
}

function ascending(spans: readonly Span[]): Span[] {
  return spans.filter((span) => span.start < span.end).sort((a, b) => a.start - b.start);
}
