import type { Instant } from '../../src/scheduling/time.types.js';
import { zoneState, type Happening, type ZoneDay } from '../../src/web/live/zone-state.js';

const at = (clock: string): string => `2026-09-01T${clock}:00+08:00`;
const happening = (start: string, end: string, change: Partial<Happening> = {}): Happening => ({
  start: at(start),
  end: at(end),
  zone: 'R',
  status: 'confirmed',
  setupMinutes: 0,
  cleanupMinutes: 0,
  ...change,
});
const day = (change: Partial<ZoneDay> = {}): ZoneDay => ({
  code: 'R',
  mode: 'exclusive',
  open: [{ start: at('08:30'), end: at('20:30') }],
  closures: [],
  occurrences: [],
  ...change,
});
const stateAt = (clock: string, zone: ZoneDay, takesWhole?: () => boolean) => {
  const { kind, until } = zoneState(zone, Date.parse(at(clock)) as Instant, takesWhole);
  return [kind, until?.slice(11, 16) ?? null];
};

describe('what goes on in a zone', () => {
  it('is free until the next date, and until closing when there is none', () => {
    expect(stateAt('09:00', day())).toEqual(['free', '20:30']);
    expect(stateAt('09:00', day({ occurrences: [happening('14:00', '16:00')] }))).toEqual(['free', '14:00']);
  });

  it('is half-open: in use from the first minute, free from the last', () => {
    const zone = day({ occurrences: [happening('14:00', '16:00')] });
    expect(stateAt('13:59', zone)).toEqual(['free', '14:00']);
    expect(stateAt('14:00', zone)).toEqual(['busy', '16:00']);
    expect(stateAt('15:59', zone)).toEqual(['busy', '16:00']);
    expect(stateAt('16:00', zone)).toEqual(['free', '20:30']);
  });

  it('is in use while it is set up and cleaned', () => {
    const zone = day({ occurrences: [happening('14:00', '16:00', { setupMinutes: 30, cleanupMinutes: 15 })] });
    expect(stateAt('13:29', zone)[0]).toBe('free');
    expect(stateAt('13:30', zone)[0]).toBe('busy');
    expect(stateAt('15:59', zone)).toEqual(['busy', '16:00']);
    expect(stateAt('16:14', zone)).toEqual(['busy', '16:15']);
    expect(stateAt('16:15', zone)[0]).toBe('free');
  });

  it('ends with the last of those that follow one another', () => {
    const zone = day({
      occurrences: [happening('09:00', '10:00'), happening('10:00', '11:30'), happening('12:00', '13:00')],
    });
    expect(stateAt('09:30', zone)).toEqual(['busy', '11:30']);
  });

  it('is used in part when nothing takes all of it', () => {
    const zone = day({ occurrences: [happening('09:00', '10:00'), happening('09:00', '11:00')] });
    expect(stateAt('09:30', zone, () => false)).toEqual(['partly', '10:00']);
  });

  it('is closed before it opens and after it closes, and tells when it opens again if the data do', () => {
    expect(stateAt('07:00', day())).toEqual(['closed', '08:30']);
    expect(stateAt('20:30', day())).toEqual(['closed', null]);
    expect(stateAt('09:00', day({ open: [] }))).toEqual(['closed', null]);
  });

  it('is closed by a closure, with its reason; what goes on inside all the same is told', () => {
    const closures = [{ start: at('13:00'), end: at('17:00'), reason: 'cleaning' }];
    const noon = Date.parse(at('14:00')) as Instant;
    expect(zoneState(day({ closures }), noon)).toMatchObject({
      kind: 'closed',
      until: at('17:00'),
      reason: 'cleaning',
    });
    expect(zoneState(day({ closures, occurrences: [happening('13:30', '15:00')] }), noon).kind).toBe('busy');
    expect(stateAt('12:00', day({ closures }))).toEqual(['free', '13:00']);
  });
});
