import type { FileService } from '../../src/centres/import/centre-file.js';

type Days = 'skip-holidays' | 'working-days';

interface Weekly {
  readonly title: string;
  readonly zone: string;
  /** Days of the week as in a rule, such as `MO,WE`. */
  readonly on: string;
  /** The first date, which must be one of those. */
  readonly from: string;
  readonly time: readonly [string, string];
  readonly heads?: number;
  readonly days?: Days;
}

/** A weekly service of the term that takes what is free and keeps the rest on record. */
const weekly = ({ title, zone, on, from, time, heads, days = 'skip-holidays' }: Weekly): FileService =>
  ({
    ...{ title, zone, start: `${from}T${time[0]}`, end: `${from}T${time[1]}`, onConflict: 'skip' },
    ...(heads === undefined ? {} : { heads }),
    recurrence: { rrule: `FREQ=WEEKLY;BYDAY=${on};UNTIL=20270630`, days },
  }) as FileService;

const WEEKDAYS = 'MO,TU,WE,TH,FR';
const ALL_WEEK = 'MO,TU,WE,TH,FR,SA,SU';
const TUESDAY = '2026-09-01';
const SATURDAY = '2026-09-05';

/** What a full house has besides the published services: groups, trainings, meetings, all in term time. */
export const MORE_SERVICES: readonly FileService[] = [
  weekly({ title: 'Morning tea', zone: 'F1-CHESS', on: ALL_WEEK, from: TUESDAY, time: ['09:00', '10:30'], heads: 8 }),
  weekly({ title: 'Go circle', zone: 'F1-CHESS', on: ALL_WEEK, from: TUESDAY, time: ['13:30', '16:00'], heads: 12 }),
  weekly({ title: 'Card table', zone: 'F1-CHESS', on: ALL_WEEK, from: TUESDAY, time: ['15:00', '17:00'], heads: 10 }),
  weekly({
    title: 'Evening chess',
    zone: 'F1-CHESS',
    on: ALL_WEEK,
    from: TUESDAY,
    time: ['18:30', '20:30'],
    heads: 20,
  }),
  weekly({
    title: 'Lounge of couriers',
    zone: 'F1-WELL-3',
    on: ALL_WEEK,
    from: TUESDAY,
    time: ['11:30', '14:00'],
    heads: 12,
  }),
  weekly({ title: 'Knitting', zone: 'F1-WELL-3', on: 'TU,TH', from: TUESDAY, time: ['14:30', '16:30'], heads: 10 }),
  weekly({
    title: 'Parents and toddlers',
    zone: 'F2-KIDS-4',
    on: 'SA,SU',
    from: SATURDAY,
    time: ['10:00', '12:00'],
    heads: 16,
  }),
  weekly({
    title: 'Homework help',
    zone: 'F2-KIDS-2',
    on: WEEKDAYS,
    from: TUESDAY,
    time: ['16:30', '18:00'],
    days: 'working-days',
  }),
  weekly({ title: 'Robots', zone: 'F2-KIDS-3', on: 'MO,WE', from: '2026-09-02', time: ['18:00', '19:30'] }),
  weekly({
    title: 'Reading aloud',
    zone: 'F2-ELDER-3',
    on: WEEKDAYS,
    from: TUESDAY,
    time: ['10:00', '11:30'],
    heads: 10,
  }),
  weekly({
    title: 'Newspaper corner',
    zone: 'F2-ELDER-3',
    on: WEEKDAYS,
    from: TUESDAY,
    time: ['08:30', '10:00'],
    heads: 18,
  }),
  weekly({ title: 'Opera group', zone: 'F2-ELDER-1', on: 'MO,WE,FR', from: '2026-09-02', time: ['14:00', '16:00'] }),
  weekly({ title: 'Tai chi', zone: 'F2-ELDER-1', on: 'TU,TH', from: TUESDAY, time: ['09:00', '10:00'] }),
  weekly({ title: 'Paper cutting', zone: 'F2-ELDER-2', on: 'MO,WE,FR', from: '2026-09-02', time: ['09:00', '11:00'] }),
  weekly({ title: 'Party study', zone: 'F3-MEET-1', on: 'MO', from: '2026-09-07', time: ['09:00', '11:00'] }),
  weekly({
    title: 'Volunteers on duty',
    zone: 'F3-MEET-3',
    on: WEEKDAYS,
    from: TUESDAY,
    time: ['08:30', '10:00'],
    days: 'working-days',
  }),
  weekly({
    title: 'Grid workers',
    zone: 'F3-MEET-2',
    on: WEEKDAYS,
    from: TUESDAY,
    time: ['09:00', '10:00'],
    days: 'working-days',
  }),
  weekly({ title: 'Owners’ committee', zone: 'F3-MEET-3', on: 'TU', from: TUESDAY, time: ['19:00', '20:30'] }),
  weekly({
    title: 'Smartphone class',
    zone: 'F3-PERS-3',
    on: 'MO,WE,FR',
    from: '2026-09-02',
    time: ['14:00', '16:00'],
  }),
  weekly({ title: 'First aid', zone: 'F3-PERS-3', on: 'SA', from: SATURDAY, time: ['09:30', '11:30'] }),
  weekly({ title: 'Legal advice', zone: 'F3-PERS-2', on: 'MO,WE', from: '2026-09-02', time: ['14:00', '17:00'] }),
  weekly({
    title: 'Desks of the day',
    zone: 'F3-ORG',
    on: WEEKDAYS,
    from: TUESDAY,
    time: ['08:30', '12:00'],
    heads: 4,
    days: 'working-days',
  }),
  weekly({
    title: 'Desks of the afternoon',
    zone: 'F3-ORG',
    on: WEEKDAYS,
    from: TUESDAY,
    time: ['13:30', '17:30'],
    heads: 4,
  }),
  weekly({
    title: 'Market of services',
    zone: 'F1-HALL-BC',
    on: 'SA',
    from: SATURDAY,
    time: ['13:30', '17:00'],
    heads: 60,
  }),
  weekly({
    title: 'Square dance',
    zone: 'F1-HALL-C',
    on: 'MO,TU,TH',
    from: TUESDAY,
    time: ['18:30', '20:00'],
    heads: 40,
  }),
  weekly({
    title: 'Badminton of the young',
    zone: 'F1-HALL-B',
    on: 'FR',
    from: '2026-09-04',
    time: ['18:30', '20:00'],
    heads: 12,
  }),
];
