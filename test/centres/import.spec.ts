import { CentreImport, type ImportResult } from '../../src/centres/import/centre-import.js';
import { readCentreFile } from '../../src/centres/import/read-centre-file.js';
import { readPlan } from '../../src/centres/plan.read.js';
import { ZoneChanges } from '../../src/centres/zone-changes.js';
import { ZoneImpact } from '../../src/centres/zone-impact.js';
import type { Plan } from '../../src/scheduling/zones.types.js';
import { FixedClock } from '../support/clock.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { SMALL } from './small-centre.js';

const ACTOR = { id: 'import', name: 'import' };

let database: TestDatabase;
let importer: CentreImport;

beforeEach(async () => {
  database = await openTestDatabase();
  const clock = new FixedClock('2026-08-24T10:00:00+08:00');
  importer = new CentreImport(database.unitOfWork, new ZoneChanges(new ZoneImpact()), clock);
});

afterEach(() => database.remove());

async function load(text: string, steps: string[] = []): Promise<ImportResult> {
  const read = readCentreFile(text);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return importer.run(read.file, { actor: ACTOR, progress: (step) => steps.push(step) });
}

async function count(table: string): Promise<number> {
  const row = await database.reader.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
  return Number(row?.n);
}

async function planAfter(result: ImportResult): Promise<Plan> {
  return readPlan(database.reader, result.centreId);
}

describe('importing a centre', () => {
  it('writes centre, zones, cells and hours, and says so', async () => {
    const steps: string[] = [];
    const result = await load(SMALL, steps);
    expect(result).toMatchObject({ slug: 'small', centre: 'created', zones: ['R1', 'R2'], hours: [null, 'R2'] });
    expect(steps).toEqual(['centre small: created', 'zones: 2 of 2 written', 'opening hours: 2 of 2 written']);
    expect(await count('zones')).toBe(2);
    expect(await count('cells')).toBe(2);
    expect(await count('opening_hours')).toBe(2);
    expect(await count('zone_cells')).toBe(2);
  });

  it('changes nothing when it is run twice', async () => {
    const first = await load(SMALL);
    const { rulesVersion } = await planAfter(first);
    const audited = await count('audit_log');
    const second = await load(SMALL);
    expect(second).toEqual({ centreId: first.centreId, slug: 'small', centre: 'unchanged', zones: [], hours: [] });
    expect((await planAfter(second)).rulesVersion).toBe(rulesVersion);
    expect(await count('zones')).toBe(2);
    expect(await count('cells')).toBe(2);
    expect(await count('audit_log')).toBe(audited);
  });

  it('brings an older state up to date: a zone more, other seats, other hours, and keeps ids', async () => {
    const before = await planAfter(await load(SMALL));
    const grown = SMALL.replace('areaM2: 30', 'areaM2: 35')
      .replace('seats: 12', 'seats: 15')
      .replace("end: '20:00'", "end: '21:00'")
      .replace('services:', '  - { code: R3, name: 三室, areaM2: 5, mode: none }\nservices:');
    const result = await load(grown);
    expect(result).toMatchObject({ centre: 'changed', zones: ['R3', 'R2'], hours: [null, 'R2'] });
    const after = await planAfter(result);
    expect(after.byCode.get('R2')?.id).toBe(before.byCode.get('R2')?.id);
    expect(after.byCode.get('R2')?.space).toEqual([{ ...before.byCode.get('R2')?.space[0], units: 15 }]);
    expect(after.byCode.get('R1')?.version).toBe(1);
    expect(after.byCode.get('R2')?.version).toBe(2);
  });

  it('removes a zone that the file leaves out, as long as nothing has referred to it', async () => {
    const first = await load(SMALL);
    const [head = ''] = SMALL.split('  - code: R2');
    const alone = head.replace('areaM2: 30', 'areaM2: 10');
    const { centreId } = first;
    expect(await load(alone)).toMatchObject({ zones: ['R2'] });
    expect(await count('cells')).toBe(1);
    await load(SMALL);
    const zone = (await readPlan(database.reader, centreId)).byCode.get('R2');
    await database.unitOfWork.run((tx) =>
      tx.run(
        `INSERT INTO closures (centre_id, id, zone_id, reason, start_wall, end_wall, status, created_by, created_at)
         VALUES (?, 'c', ?, 'x', '2026-01-01T09:00', '2026-01-01T10:00', 'cancelled', 'x', 0)`,
        [centreId, zone?.id ?? 0],
      ),
    );
    await expect(load(alone)).rejects.toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('R2 (closures)') as string,
    });
    expect(await count('zones')).toBe(2);
  });

  it('leaves zones where they were placed on the screen, unless the file places some of them itself', async () => {
    const whole = SMALL.replaceAll('    areaM2: 10\n', '    parent: HOUSE\n    areaM2: 10\n')
      .replaceAll('    areaM2: 20\n', '    parent: HOUSE\n    areaM2: 20\n')
      .replace('zones:\n', 'zones:\n  - { code: HOUSE, name: 楼, areaM2: 30, mode: none }\n');
    const place = { x: 0, y: 0, width: 33, height: 100 };
    const { centreId } = await load(whole);
    await database.unitOfWork.run(async (tx) => {
      const values = [JSON.stringify(place), centreId, 'R1'];
      await tx.run('UPDATE zones SET place = ? WHERE centre_id = ? AND code = ?', values);
      await tx.run('UPDATE centres SET rules_version = rules_version + 1 WHERE id = ?', [centreId]);
    });
    const again = await load(whole.replace('seats: 8', 'seats: 9'));
    expect((await planAfter(again)).byCode.get('R1')).toMatchObject({ seats: 9, place });
    const other = 'place: { x: 40, y: 0, width: 60, height: 100 }';
    const placed = await planAfter(await load(whole.replace('seats: 12', `seats: 12\n    ${other}`)));
    expect([placed.byCode.get('R1')?.place, placed.byCode.get('R2')?.place?.x]).toEqual([null, 40]);
  });

  it('takes a second centre beside the first', async () => {
    await load(SMALL);
    await load(SMALL.replace('slug: small', 'slug: other'));
    expect(await count('centres')).toBe(2);
    expect(await count('zones')).toBe(4);
  });
});
