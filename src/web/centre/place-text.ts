import { useCentre } from './centre.js';
import { useFormat } from '../i18n/format.js';

/** A zone and a time; instants or wall times. */
export interface Place {
  readonly zone: string;
  readonly start: string;
  readonly end: string;
}

/** Where and when, in one line: `9/3周四 14:00–15:00 会议室一`. */
export function usePlaceText(): { placeOf(place: Place): string; moveOf(from: Place, to: Place): string } {
  const format = useFormat();
  const { zoneName } = useCentre();
  const placeOf = ({ zone, start, end }: Place): string =>
    `${format.value.date(start, 'short')} ${format.value.span(start, end)} ${zoneName(zone)}`;
  return { placeOf, moveOf: (from, to) => `${placeOf(from)} → ${placeOf(to)}` };
}
