import { readPeriod } from '../../src/platform/http/period.js';
import { at, ZONE } from '../hours/rig.js';

const read = (from: string, to: string, timeZone = ZONE) => readPeriod({ from, to }, { timeZone, maxDays: 400 });

describe('a period', () => {
  it('holds both dates whole', () => {
    expect(read('2026-10-01', '2026-10-02')).toEqual({
      span: { start: at('2026-10-01T00:00'), end: at('2026-10-03T00:00') },
      from: '2026-10-01',
      to: '2026-10-02',
    });
  });

  it('is half-open between instants, so that one ending at midnight has no part of the next date', () => {
    const { span, to } = read('2026-10-01T08:00:00+08:00', '2026-10-01T16:00:00Z');
    expect(span).toEqual({ start: at('2026-10-01T08:00'), end: at('2026-10-02T00:00') });
    expect(to).toBe('2026-10-01');
  });

  it.each([
    ['2026-10-02', '2026-10-01', '/to'],
    ['2026-02-30', '2026-03-01', '/from'],
    ['2026-10-01', '2027-11-05', '/to'],
  ])('from %s to %s is refused at %s', (from, to, pointer) => {
    expect(() => read(from, to)).toThrow(pointer);
  });

  it('takes 400 days and no more', () => {
    expect(read('2026-01-01', '2027-02-04').to).toBe('2027-02-04');
    expect(() => read('2026-01-01', '2027-02-05')).toThrow('400');
  });

  it('refuses a bound that clocks skip', () => {
    expect(() => read('2026-03-29T02:30', '2026-04-01', 'Europe/Oslo')).toThrow('/from');
  });
});
