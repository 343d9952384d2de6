/** Middle of the values; between two middle ones, their mean. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One line of the table: a figure taken once per round, with its spread. */
export const figure = (row, what, { values, unit, note = '' }) => ({
  row,
  what,
  unit,
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
  values,
  note,
});

/** Quotients round by round, so that what slows a whole round down cancels out. */
export const ratios = (over, under) => over.map((value, round) => value / under[round]);

/** Calls `measure` once per round for each name, in turn, so that drift of the machine meets all of them alike. */
export async function inRounds(rounds, measures) {
  const taken = Object.fromEntries(Object.keys(measures).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(measures)) taken[name].push(await measure(round));
  }
  return taken;
}

/** Milliseconds that each of `count` calls took, in their median. */
export async function p50(count, call) {
  const times = [];
  for (let i = 0; i < count; i++) {
    const since = performance.now();
    await call(i);
    times.push(performance.now() - since);
  }
  return median(times);
}

/** Calls per second of a synchronous function over about so many seconds. */
export function perSecond(seconds, call) {
  const since = performance.now();
  let count = 0;
  while (performance.now() - since < seconds * 1000) {
    call();
    count++;
  }
  return count / ((performance.now() - since) / 1000);
}
