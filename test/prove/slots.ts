import { SystemClock } from '../../src/platform/clock.js';
import { addDays, dateOf, toWall } from '../../src/scheduling/time.js';
import type { WallDate } from '../../src/scheduling/time.types.js';
import { CENTRE, type Client } from './client.js';

/** An hour at the centre, as a booking asks for it. */
export interface Slot {
  readonly start: string;
  readonly end: string;
}

/** Full hours of a day, two apart, so that the hall's set-up and clean-up of one do not reach the next. */
const HOURS = ['10', '12', '14', '16'] as const;

/** Staff may book 400 days ahead. */
const FIRST_DAY = 3;
const LAST_DAY = 390;

/** Whole hours of days on which the centre is open, each handed out once, from the real calendar of the server. */
export class Slots {
  private next = 0;
  private readonly taken = new Set<string>();

  constructor(private readonly dates: readonly WallDate[]) {}

  /** An hour on a date that nothing was booked on by anybody. */
  take(): Slot {
    for (;;) {
      const slot = this.at(this.next++);
      if (this.claim(slot)) return slot;
    }
  }

  /** The same free hour in so many weeks, one after the other. */
  takeWeeks(count: number): Slot[] {
    for (let i = 0; i < this.dates.length * HOURS.length; i++) {
      const first = this.at(i);
      const date = first.start.slice(0, 10) as WallDate;
      const weeks = Array.from({ length: count }, (_, week) =>
        hourOn(addDays(date, 7 * week), first.start.slice(11, 13)),
      );
      const isOpen = weeks.every(({ start }) => this.dates.includes(start.slice(0, 10) as WallDate));
      if (!isOpen || weeks.some(({ start }) => this.taken.has(start))) continue;
      for (const slot of weeks) this.claim(slot);
      return weeks;
    }
    throw new Error('no weeks are left to race for');
  }

  /** Any hour at all, for work that may meet other work. */
  any(random: () => number): Slot {
    return this.at(Math.floor(random() * this.dates.length * HOURS.length));
  }

  private at(index: number): Slot {
    const date = this.dates[index % this.dates.length];
    const hour = HOURS[Math.floor(index / this.dates.length)];
    if (date === undefined || hour === undefined) throw new Error('all hours are used up');
    return hourOn(date, hour);
  }

  private claim({ start }: Slot): boolean {
    if (this.taken.has(start)) return false;
    this.taken.add(start);
    return true;
  }
}

const hourOn = (date: string, hour: string): Slot => ({
  start: `${date}T${hour}:00`,
  end: `${date}T${String(Number(hour) + 1).padStart(2, '0')}:00`,
});

/** Asks the server on which dates a meeting room is open from ten to five. */
export async function openSlots(client: Client): Promise<Slots> {
  const today = dateOf(toWall(new SystemClock().now(), 'Asia/Shanghai'));
  const period = `from=${addDays(today, FIRST_DAY)}&to=${addDays(today, LAST_DAY)}`;
  const answer = await client.get<{ open: Slot[] }>(`${CENTRE}/zones/F3-MEET-2/hours?${period}`);
  if (answer.status !== 200) throw new Error(`the hours could not be read: ${answer.status}`);
  const whole = answer.body.open.filter(
    ({ start, end }) => start.slice(11, 16) <= '10:00' && end.slice(11, 16) >= '17:00',
  );
  return new Slots(whole.map(({ start }) => start.slice(0, 10) as WallDate));
}
