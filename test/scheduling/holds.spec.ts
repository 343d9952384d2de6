import { NO_RIGHTS } from '../../src/scheduling/agreements.validate.js';
import type { AgreementFacts } from '../../src/scheduling/agreements.types.js';
import { holdOwner, holdOwners, holdsOf } from '../../src/scheduling/holds.js';
import type { WallDate } from '../../src/scheduling/time.types.js';
import { HOUR } from '../../src/scheduling/time.types.js';
import { planOf, zone } from './plan.builder.js';

const date = (text: string): WallDate => text as WallDate;
const planWith = (headLimit: number | null) => ({
  ...planOf([zone('OFFICE', { mode: 'shared', seats: 20, headLimit })]),
  timeZone: 'Europe/Berlin',
});
const PLAN = planWith(null);
const LIMITED = planWith(15);

const desks = (from: string, until: string): AgreementFacts => ({
  id: 'a',
  operatorId: 'o',
  kind: 'use',
  from: date(from),
  until: date(until),
  zones: new Set([1]),
  terms: { rights: NO_RIGHTS, windows: null, quotas: [], standing: [{ zone: 'OFFICE', units: 6 }], duties: [] },
});

describe('standing units', () => {
  it('claim their units of the cell from midnight to midnight, and as many heads in the limits above', () => {
    const [hold] = holdsOf(desks('2026-09-01', '2026-09-02'), LIMITED, date('2026-01-01'));
    expect(hold?.owner).toBe('a/1');
    const [limit] = LIMITED.byCode.get('OFFICE')?.limits ?? [];
    expect(hold?.pieces.map(({ cell, units, from, until }) => [cell, units, (until - from) / HOUR])).toEqual([
      [101, 6, 24],
      [101, 6, 24],
      [limit?.id, 6, 24],
      [limit?.id, 6, 24],
    ]);
    expect(hold?.pieces.every(({ exclusive }) => !exclusive)).toBe(true);
    expect(hold?.pieces[0]?.from).toBe(Date.parse('2026-09-01T00:00:00+02:00'));
  });

  it('have days of 23 and of 25 hours, the longer one in two pieces', () => {
    const spring = holdsOf(desks('2026-03-29', '2026-03-29'), PLAN, date('2026-01-01'));
    expect(spring[0]?.pieces.map(({ from, until }) => (until - from) / HOUR)).toEqual([23]);
    const autumn = holdsOf(desks('2026-10-25', '2026-10-25'), PLAN, date('2026-01-01'));
    expect(autumn[0]?.pieces.map(({ from, until }) => (until - from) / HOUR)).toEqual([24, 1]);
  });

  it('stand from a given day on, and on none after the last', () => {
    const days = (since: string): number =>
      holdsOf(desks('2026-09-01', '2026-09-10'), PLAN, date(since))[0]?.pieces.length ?? -1;
    expect([days('2026-08-01'), days('2026-09-04'), days('2026-09-10'), days('2026-09-11')]).toEqual([10, 7, 1, 0]);
  });

  it('have owners that sort between the bounds of their agreement', () => {
    const { first, last } = holdOwners('a');
    expect(first < holdOwner('a', 1) && holdOwner('a', 99) < last).toBe(true);
    expect(holdOwner('b', 1) < last).toBe(false);
  });
});
