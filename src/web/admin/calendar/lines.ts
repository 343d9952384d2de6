import type { Schemas } from '../../api/api.js';
import { parseWallDate } from '../../../scheduling/time.js';

type Day = Schemas['CalendarDayBody'];

/** What a line begins with after its date. */
const SIGNS = { '-': 'holiday', '+': 'make-up' } as const;

export interface ReadLines {
  readonly days: readonly Day[];
  /** Numbers of the lines that could not be read, from 1. */
  readonly faults: readonly number[];
}

/** Days as lines to edit: `2027-10-01 - name | English name`, `-` a holiday, `+` a make-up day with `=4` when it follows Thursday. */
export function linesOf(days: readonly Day[]): string {
  return days
    .map(({ date, kind, name, nameEn, follows }) => {
      const sign = kind === 'holiday' ? '-' : `+${follows ? ` =${follows}` : ''}`;
      return `${date} ${sign} ${name}${nameEn ? ` | ${nameEn}` : ''}`;
    })
    .join('\n');
}

/** Reads them back; empty lines are passed over, and a date may stand only once. */
export function readLines(text: string, year: number): ReadLines {
  const days: Day[] = [];
  const faults: number[] = [];
  const seen = new Set<string>();
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const day = readLine(line.trim(), year);
    if (day && !seen.has(day.date)) days.push(day);
    else faults.push(index + 1);
    if (day) seen.add(day.date);
  });
  return { days, faults };
}

function readLine(line: string, year: number): Day | null {
  const match = /^(\d{4}-\d{2}-\d{2})\s*([-+])\s*(?:=([1-7])\s+)?([^|]+?)\s*(?:\|\s*(.+))?$/.exec(line);
  const [, date = '', sign = '', follows, name = '', nameEn] = match ?? [];
  if (!match || parseWallDate(date) === null || !date.startsWith(`${year}-`)) return null;
  return {
    date,
    kind: SIGNS[sign as keyof typeof SIGNS],
    name,
    ...(nameEn !== undefined && { nameEn }),
    ...(follows !== undefined && sign === '+' && { follows: Number(follows) }),
  };
}
