import type { Schemas } from '../api/api.js';
import { endClock, wallsOf } from '../booking/draft.js';
import { ONCE, type Repeat } from '../booking/repeat.js';
import type { SeriesRule } from './series-rule.js';
import { lastDateOf, type Booking, type Occurrence } from './booking.js';

/** What the fields of an edit show, as it is typed. */
export interface EditForm {
  zone: string;
  date: string;
  start: string;
  end: string;
  heads: string;
  title: string;
  note: string;
}

export const formOf = (booking: Booking, occurrence: Occurrence | undefined): EditForm => ({
  zone: occurrence?.zone ?? booking.zone,
  date: occurrence?.start.slice(0, 10) ?? '',
  start: occurrence?.start.slice(11, 16) ?? '',
  end: occurrence ? endClock(occurrence.end) : '',
  heads: occurrence?.heads?.toString() ?? '',
  title: booking.title,
  note: booking.note ?? '',
});

/** The fields that differ from what they showed first, as the API takes them. */
export function changedFields(form: EditForm, before: EditForm): Schemas['EditBookingBody'] {
  const walls = wallsOf(form);
  const old = wallsOf(before);
  const hasMoved = walls !== null && old !== null && (walls.start !== old.start || walls.end !== old.end);
  return {
    ...(form.zone === before.zone ? {} : { zone: form.zone }),
    ...(hasMoved ? { start: walls.start, end: walls.end } : {}),
    ...(form.heads === before.heads || !(Number(form.heads) > 0) ? {} : { heads: Number(form.heads) }),
    ...(form.title.trim() === before.title || form.title.trim() === '' ? {} : { title: form.title.trim() }),
    ...(form.note === before.note ? {} : { note: form.note.trim() === '' ? null : form.note.trim() }),
  };
}

/** Where the controls of the rule begin: at the rule there is, or at every week where the controls can't say it. */
export function startingRepeat(booking: Booking, rule: SeriesRule | null): Repeat {
  if (!rule) return { ...ONCE };
  return rule.repeat ? { ...rule.repeat } : { ...ONCE, kind: 'weekly', until: lastDateOf(booking) };
}
