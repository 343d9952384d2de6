import { readFileSync } from 'node:fs';
import { readCentreFile } from '../../src/centres/import/read-centre-file.js';
import { SMALL } from './small-centre.js';

/** `line where` of each fault of the file with one text replaced. */
function faults(from: string, to: string, file = SMALL): string[] {
  if (!file.includes(from)) throw new Error(`The file does not hold ${from}`);
  const read = readCentreFile(file.replace(from, to));
  return read.ok ? [] : read.faults.map(({ line, where }) => `${line} ${where}`);
}

describe('a right file', () => {
  it('gives zones in its order, with hours by code and the centre under null', () => {
    const read = readCentreFile(SMALL);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    const { centre, zones, hours, services } = read.file;
    expect(centre).toEqual({
      slug: 'small',
      name: '小中心',
      nameEn: '小中心',
      timeZone: 'Asia/Shanghai',
      areaM2: 30,
      policy: {},
      note: null,
    });
    expect(zones.map(({ code, mode, seats, sort }) => [code, mode, seats, sort])).toEqual([
      ['R1', 'exclusive', 8, 0],
      ['R2', 'shared', 12, 1],
    ]);
    expect([...hours.keys()]).toEqual([null, 'R2']);
    expect(hours.get('R2')).toEqual({ weekly: { 1: [{ start: '08:00', end: '20:00' }] } });
    expect(services).toHaveLength(1);
  });
});

describe('the faults of a file', () => {
  it.each([
    ['another format', 'centre/1', 'centre/2', ['1 format']],
    ['a missing member', '    name: 一室\n', '', ['12 zones R1']],
    ['a misspelt member', 'seats: 8', 'seat: 8', ['15 zones R1: seat']],
    ['a text for a number', 'seats: 8', 'seats: eight', ['15 zones R1: seats']],
    ['too many seats', 'seats: 8', 'seats: 100001', ['15 zones R1: seats']],
    ['a code in small letters', 'code: R1', 'code: r1', ['12 zones r1: code']],
    ['an unknown mode', 'mode: shared', 'mode: open', ['21 zones R2: mode']],
    ['an unknown time zone', 'Asia/Shanghai', 'Asia/Shangai', ['5 centre/timeZone']],
    ['a slug with a space', 'slug: small', 'slug: s mall', ['3 centre/slug']],
    ['areas that do not add up', 'areaM2: 20', 'areaM2: 21', ['6 centre/areaM2']],
    ['a code that is there twice', 'code: R2', 'code: R1', ['17 zones R1: code']],
    ['an unknown parent', '    areaM2: 20', '    parent: X\n    areaM2: 20', ['19 zones R2: parent']],
    ['no seats where some are needed', '    seats: 12\n', '', ['17 zones R2: seats']],
    [
      'a wrong policy',
      '    areaM2: 20',
      '    policy:\n      gridMinutes: 7\n    areaM2: 20',
      ['20 zones R2: policy/gridMinutes'],
    ],
    [
      'hours that end before they start',
      "end: '20:00'",
      "end: '08:00'",
      ['9 centre/hours/weekly/1/0/end', '9 centre/hours/weekly/2/0/end', '9 zones R2: hours/weekly/1/0/end'],
    ],
    ['an unknown member of hours', '      weekly: { 1: *day }', '      weekend: {}', ['23 zones R2: hours/weekend']],
    ['a service in an unknown zone', 'zone: R1', 'zone: R9', ['26 services 茶话会: zone']],
    [
      'a service that ends before it starts',
      'end: 2026-09-07T10:00',
      'end: 2026-09-07T08:00',
      ['28 services 茶话会: end'],
    ],
    ['a time that does not exist', 'start: 2026-09-07T09:00', 'start: 2026-09-31T09:00', ['27 services 茶话会: start']],
    ['a rule that cannot be read', 'FREQ=WEEKLY', 'FREQ=SOMETIMES', ['29 services 茶话会: recurrence/rrule']],
    ['a service without heads in a shared zone', 'zone: R1', 'zone: R2', ['25 services 茶话会']],
    ['more heads than seats', 'zone: R1', 'zone: R1\n    heads: 9', ['27 services 茶话会: heads']],
    ['equipment that is not there', 'zone: R1', 'zone: R1\n    needs: [kiln]', ['27 services 茶话会: needs']],
  ])('name the line of %s', (_, from, to, expected) => {
    expect(faults(from, to)).toEqual(expected);
  });

  it('name the line of broken YAML, of a key that is there twice and of an unknown anchor', () => {
    expect(faults('zones:', 'zones: [')[0]).toMatch(/^1[12] YAML/);
    expect(faults('slug: small', 'slug: small\n  slug: other')).toEqual(['4 YAML']);
    expect(faults('weekly: { 1: *day }', 'weekly: { 1: *night }')).toEqual(['23 YAML']);
  });

  it('are told all at once, in the order of their lines', () => {
    const file = SMALL.replace('seats: 8', 'seats: 0').replace('mode: shared', 'mode: open');
    expect(faults('Asia/Shanghai', 'Nowhere', file)).toEqual([
      '5 centre/timeZone',
      '15 zones R1: seats',
      '21 zones R2: mode',
    ]);
  });

  it('are told of a file that is no mapping, is empty, or unfolds without end', () => {
    expect(readCentreFile('- 1')).toMatchObject({ ok: false, faults: [{ line: 1 }] });
    expect(readCentreFile('')).toMatchObject({ ok: false, faults: [{ line: 1 }] });
    const layers = Array.from(
      { length: 9 },
      (_, n) => `l${n + 1}: &l${n + 1} [${Array.from({ length: 9 }, () => `*l${n}`).join(', ')}]`,
    );
    const bomb = ['l0: &l0 [x]', ...layers].join('\n');
    expect(readCentreFile(bomb)).toMatchObject({ ok: false, faults: [{ line: 1, where: 'YAML' }] });
  });
});

describe('the demo centre', () => {
  const text = readFileSync('data/dukou.yaml', 'utf8');

  it('is a right file whose floors add up to 2,700 m²', () => {
    const read = readCentreFile(text);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    const floors = read.file.zones.filter((zone) => zone.parent === null);
    expect(floors.map(({ code, areaM2 }) => [code, areaM2])).toEqual([
      ['F1', 1000],
      ['F2', 900],
      ['F3', 800],
    ]);
    expect(read.file.zones).toHaveLength(36);
    expect(read.file.services).toHaveLength(22);
    expect(read.file.people.map(({ role }) => role)).toEqual(['owner', 'admin', 'office', 'desk', 'manager', 'member']);
  });

  it('is refused when the hall grows by a square metre', () => {
    expect(faults('areaM2: 360', 'areaM2: 361', text).map((fault) => fault.replace(/^\d+ /, ''))).toEqual([
      'zones F1: areaM2',
      'zones F1-HALL: areaM2',
    ]);
  });
});
