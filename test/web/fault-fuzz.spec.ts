import fc from 'fast-check';
import { readCentreFile } from '../../src/centres/import/read-centre-file.js';
import { keyOf } from './fault-words.js';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const day: Json = [
  { start: '08:00', end: '12:00' },
  { start: '13:00', end: '20:00' },
];

/** A right file that has one of everything that a file can say. */
const FILE: Json = {
  format: 'centre/1',
  centre: {
    ...{ slug: 'small', name: '小中心', nameEn: 'Small', timeZone: 'Asia/Shanghai', areaM2: 60, note: '一' },
    policy: { gridMinutes: 30, longestMinutes: 240, noticeMinutes: { staff: 0, member: 60 }, approval: 'none' },
    hours: {
      weekly: { '1': day, '2': day },
      seasons: [
        { name: '暑期', from: '07-01', to: '08-31', weekly: { '1': day } },
        { name: '寒假', from: '2026-01-20', to: '2026-02-20', weekly: { '1': day }, beyond: true },
      ],
      statutory: { holiday: [], makeUp: 'by-notice' },
      exceptions: [
        { from: '2026-03-02', to: '2026-03-03', spans: [], reason: '停电' },
        { from: '2026-04-02', to: '2026-04-03', spans: day, reason: '培训' },
      ],
    },
  },
  zones: [
    { code: 'F1', name: '一层', areaM2: 60, mode: 'none', limit: 50 },
    {
      ...{ code: 'R1', name: '一室', parent: 'F1', areaM2: 30, seats: 8, mode: 'exclusive', equipment: ['screen'] },
      ...{ policy: { shortestMinutes: 60 }, place: { x: 0, y: 0, width: 50, height: 100 } },
    },
    {
      ...{ code: 'R2', name: '二室', parent: 'F1', areaM2: 20, seats: 12, mode: 'exclusive' },
      place: { x: 50, y: 0, width: 50, height: 100 },
    },
    { code: 'R12', name: '大室', parent: 'F1', mode: 'exclusive', seats: 20, parts: ['R1', 'R2'] },
    { code: 'R3', name: '三室', parent: 'F1', areaM2: 10, seats: 12, mode: 'shared' },
  ],
  closures: [
    {
      zone: 'R1',
      start: '2026-08-28T13:30',
      end: '2026-08-28T17:30',
      reason: '清洁',
      recurrence: { rrule: 'FREQ=DAILY' },
    },
  ],
  operators: [
    {
      code: 'chunni',
      name: '春泥',
      nameEn: 'Chunni',
      kind: 'association',
      contact: { phone: '1', email: 'a@b.example' },
    },
  ],
  agreements: [
    {
      ...{ operator: 'chunni', kind: 'operate', zones: ['R1'], from: '2026-01-01', until: '+25d' },
      ...{ rights: { decide: true, waive: ['too-short'], sees: 'names' }, windows: { '1': day } },
      duties: [{ key: 'hours', name: '时长', nameEn: 'Hours', minutesPerMonth: 480 }],
    },
    {
      ...{ operator: 'chunni', kind: 'use', zones: ['R3'], from: '2026-01-01', until: '2028-12-31' },
      quotas: [
        {
          key: 'hours',
          kind: 'minutes',
          per: 'season',
          limit: 2400,
          seasons: [{ name: '春', from: '03-01', to: '06-30' }],
        },
        { key: 'open', kind: 'open-bookings', limit: 30 },
      ],
      standing: [{ zone: 'R3', units: 6 }],
    },
  ],
  people: [
    { login: 'a@b.example', name: '甲', role: 'desk' },
    { login: 'c@d.example', name: '乙', role: 'manager', operator: 'chunni' },
  ],
  services: [
    {
      ...{ title: '茶话会', zone: 'R3', start: '2026-09-07T09:00', end: '2026-09-07T10:00', heads: 3, needs: [] },
      recurrence: { rrule: 'FREQ=WEEKLY', exdates: ['2026-09-14'], days: 'any' },
    },
  ],
};

const isTree = (value: Json): value is Json[] | { [name: string]: Json } => typeof value === 'object' && value !== null;

/** Every member and entry of the file, by its path. */
const placesOf = (value: Json, path: readonly string[] = []): (readonly string[])[] =>
  isTree(value)
    ? Object.entries(value).flatMap(([name, child]) => [[...path, name], ...placesOf(child, [...path, name])])
    : [];

const SOMETHING: readonly Json[] = [
  ...[null, true, 0, -1, 7, 1.5, 1_000_000_000, '', 'x', 'R2', 'R12', 'F1', 'shared', 'none', 'season', 'manager'],
  ...['2026-02-30', '2026-08-28', '2025-01-01', '07-15', '09:00', '24:00', 'chunni', 'FREQ=HOURLY', 'a b', '一'],
  ...['X'.repeat(3000), [], {}, ['R2'], ['R12', 'R12'], [{}], { x: 1 }, { '8': [] }, ['x', 'x']],
];

type Change = (parent: Record<string, Json> | Json[], name: string) => void;

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom(...SOMETHING).map(
    (value): Change =>
      (parent, name) =>
        Object.assign(parent, { [name]: value }),
  ),
  fc.constant<Change>((parent, name) => {
    if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(name)] ?? null));
    else delete parent[name];
  }),
  fc.constantFrom('unheard', 'x y').map(
    (name): Change =>
      (parent) =>
        Object.assign(parent, { [name]: 1 }),
  ),
);

describe('whatever is wrong in a file', () => {
  it('is none of it in the file that has one of everything', () => {
    const read = readCentreFile(JSON.stringify(FILE));
    expect(read.ok ? [] : read.faults).toEqual([]);
  });

  it('has words in both languages', () => {
    const places = placesOf(FILE);
    const change = fc.tuple(fc.constantFrom(...places), changes);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (made) => {
        const file = structuredClone(FILE);
        for (const [path, apply] of made) {
          const steps = path.slice(0, -1);
          const parent = steps.reduce<Json | undefined>(
            (at, step) => (at && isTree(at) ? (at as Record<string, Json>)[step] : undefined),
            file,
          );
          if (parent && isTree(parent)) apply(parent, path.at(-1) ?? '');
        }
        const read = readCentreFile(JSON.stringify(file));
        const keys = read.ok ? [] : read.faults.map(keyOf);
        expect(keys.filter((key) => key.startsWith('no words'))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
