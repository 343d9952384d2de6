import { standingFaults, termsOf, validateTerms } from '../../src/scheduling/agreements.validate.js';

const pointersOf = (...asked: Parameters<typeof validateTerms>): string[] =>
  validateTerms(...asked).map(({ pointer }) => pointer);

describe('the terms of an agreement', () => {
  it('may all be left out', () => {
    expect(validateTerms({}, 'use')).toEqual([]);
    expect(termsOf({})).toEqual({
      rights: { decide: false, setHours: false, setPolicy: false, waive: [], sees: 'counts' },
      windows: null,
      ...{ quotas: [], standing: [], duties: [] },
    });
  });

  it('give rights only to whom runs the zones', () => {
    const rights = { decide: true, setHours: true, setPolicy: false, waive: ['too-short'], sees: 'names' };
    expect(pointersOf({ rights }, 'operate')).toEqual([]);
    expect(pointersOf({ rights }, 'use')).toEqual([
      '/rights/decide',
      '/rights/setHours',
      '/rights/waive',
      '/rights/sees',
    ]);
    expect(pointersOf({ rights: { decide: false, waive: [], sees: 'counts' } }, 'use')).toEqual([]);
    expect(pointersOf({ rights: { decide: 1, fly: true, sees: 'all' } }, 'operate')).toEqual([
      '/rights/fly',
      '/rights/decide',
      '/rights/sees',
    ]);
  });

  it('let nobody set aside claims, its own quotas, or a rule twice', () => {
    const waive = ['occupied', 'quota-exceeded', 'no-agreement', 'too-soon', 'too-soon'];
    expect(pointersOf({ rights: { waive } }, 'operate')).toEqual([
      '/rights/waive/0',
      '/rights/waive/1',
      '/rights/waive/2',
      '/rights/waive/4',
    ]);
  });

  it('have quotas with keys of their own, seasons where they count by season, and bounds', () => {
    const season = { name: 'Term', from: '09-01', to: '06-30' };
    const quota = { key: 'a', kind: 'minutes', per: 'season', limit: 60, seasons: [season] };
    expect(pointersOf({ quotas: [quota, { ...quota, key: 'b', per: 'week', seasons: undefined }] }, 'use')).toEqual([]);
    expect(pointersOf({ quotas: [quota, quota] }, 'use')).toEqual(['/quotas/1/key']);
    expect(pointersOf({ quotas: [{ ...quota, seasons: [] }] }, 'use')).toEqual(['/quotas/0/seasons']);
    expect(pointersOf({ quotas: [{ ...quota, per: 'month' }] }, 'use')).toEqual(['/quotas/0/seasons']);
    expect(pointersOf({ quotas: [{ ...quota, seasons: [season, { ...season, name: 'B' }] }] }, 'use')).toEqual([
      '/quotas/0/seasons/1',
    ]);
    for (const limit of [0, 1.5, '60', 1_000_001]) {
      expect(pointersOf({ quotas: [{ ...quota, limit }] }, 'use')).toEqual(['/quotas/0/limit']);
    }
    expect(pointersOf({ quotas: Array.from({ length: 21 }, () => quota) }, 'use')).toEqual(['/quotas']);
    expect(pointersOf({ quotas: [{ key: 'o', kind: 'open-bookings', limit: 1, per: 'week' }] }, 'use')).toEqual([
      '/quotas/0/per',
    ]);
  });

  it('hold units of shared leaves that it covers, no more than there are', () => {
    const office = { code: 'OFFICE', mode: 'shared', isLeaf: true, seats: 20, limits: [] };
    const faults = (zone: string, units: number) =>
      standingFaults({ standing: [{ zone, units }] }, [office, { ...office, code: 'ROOM', mode: 'exclusive' }]);
    expect(faults('OFFICE', 20)).toEqual([]);
    expect(faults('OFFICE', 21)).toMatchObject([{ pointer: '/standing/0/units' }]);
    expect(faults('ROOM', 1)).toMatchObject([{ pointer: '/standing/0/zone' }]);
    expect(faults('ELSEWHERE', 1)).toMatchObject([{ pointer: '/standing/0/zone' }]);
  });

  it('hold together no more units than a limit above them has heads', () => {
    const limits = [{ zone: 'FLOOR', units: 15 }];
    const desks = ['A', 'B'].map((code) => ({ code, mode: 'shared', isLeaf: true, seats: 20, limits }));
    const faults = (...units: number[]) =>
      standingFaults({ standing: units.map((n, i) => ({ zone: desks[i]?.code ?? '', units: n })) }, desks);
    expect(faults(9, 6)).toEqual([]);
    expect(faults(16)).toMatchObject([{ pointer: '/standing/0/units' }]);
    expect(faults(9, 7)).toMatchObject([{ pointer: '/standing/1/units' }]);
  });
});
