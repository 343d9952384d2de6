import { readFileSync } from 'node:fs';
import type { FileService } from '../../src/centres/import/centre-file.js';
import { readCentreFile } from '../../src/centres/import/read-centre-file.js';
import { expandRecurrence } from '../../src/scheduling/recurrence.js';
import { addMinutes } from '../../src/scheduling/time.js';
import type { WallDate, WallTime } from '../../src/scheduling/time.types.js';

const read = readCentreFile(readFileSync('data/dukou.yaml', 'utf8'));
if (!read.ok) throw new Error(JSON.stringify(read.faults));
const { services, closures } = read.file;

const FOUR_WEEKS = 4 * 7 * 1440;

function occurrences({ start, recurrence }: Pick<FileService, 'start' | 'recurrence'>): WallTime[] {
  const expansion = expandRecurrence({
    start,
    timeZone: 'Asia/Shanghai',
    rrule: recurrence?.rrule ?? '',
    maxOccurrences: 400,
    horizonEnd: '2028-01-01' as WallDate,
    limit: 400,
  });
  if (!expansion.ok) throw new Error(JSON.stringify(expansion.faults));
  return expansion.occurrences.map((occurrence) => occurrence.local);
}

describe('the services of the demo centre', () => {
  it.each(services.map((service) => [service.title, service] as const))(
    'begin on a date of their rule: %s',
    (_, service) => {
      const earlier = addMinutes(service.start, -FOUR_WEEKS);
      expect(occurrences({ ...service, start: earlier })).toContain(service.start);
      expect(service.recurrence?.rrule).toMatch(/UNTIL=2027(0630|0831)/);
    },
  );

  it('are followed by a cleaning of the hall on the last Friday of each month', () => {
    const [cleaning] = closures;
    if (!cleaning) throw new Error('The hall is never cleaned');
    expect(occurrences(cleaning).slice(0, 3)).toEqual(['2026-08-28T13:30', '2026-09-25T13:30', '2026-10-30T13:30']);
  });
});
