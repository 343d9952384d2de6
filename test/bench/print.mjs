/** Under which conditions the figures were taken, in a few lines. */
export function printMachine(about, { rounds, seconds, quick }) {
  console.log(
    `${about.at}  ${about.cpus}, ${about.memoryGigabytes} GB, ${about.system}, load ${about.loadBefore.toFixed(1)}`,
  );
  console.log(
    `Node ${about.node}, SQLite ${about.sqlite} (better-sqlite3 ${about.betterSqlite3}), scratch in ${about.scratch}`,
  );
  for (const [engine, durability] of Object.entries(about.durability)) console.log(`${engine}: ${durability}`);
  console.log(
    `${rounds} rounds, loads of ${seconds} s, client and server on this machine${quick ? '; QUICK: not a measurement' : ''}\n`,
  );
}

const HEAD = ['row', 'what', 'median', 'least', 'most', '', ''];

/** The figures as a table with the spread over the rounds. */
export function printTable(figures) {
  const lines = figures.map((f) => [f.row, f.what, number(f.median), number(f.min), number(f.max), f.unit, f.note]);
  const widths = HEAD.map((head, i) => Math.max(head.length, ...lines.map((line) => line[i].length)));
  console.log('');
  for (const line of [HEAD, ...lines]) {
    console.log(
      line
        .map((text, i) => (i >= 2 && i <= 4 ? text.padStart(widths[i]) : text.padEnd(widths[i])))
        .join('  ')
        .trimEnd(),
    );
  }
  console.log('');
}

/** Three digits that count. */
const number = (value) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toFixed(3);
