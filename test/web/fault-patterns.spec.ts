import { readFileSync } from 'node:fs';
import { readCentreFile } from '../../src/centres/import/read-centre-file.js';
import type { LineFault } from '../../src/centres/import/read-centre-file.js';
import { matchFault } from '../../src/web/setup/fault-patterns.js';
import { SMALL } from '../centres/small-centre.js';
import { keyOf } from './fault-words.js';

const DUKOU = readFileSync('data/dukou.yaml', 'utf8');

/** The faults of a file with one text replaced. */
function faultsOf(file: string, from: string, to: string): readonly LineFault[] {
  if (!file.includes(from)) throw new Error(`The file does not hold ${from}`);
  const read = readCentreFile(file.replace(from, () => to));
  return read.ok ? [] : read.faults;
}

const keysOf = (file: string, from: string, to: string): string[] => [...new Set(faultsOf(file, from, to).map(keyOf))];

describe('what a file’s faults are told as', () => {
  it.each([
    ['centre/1', 'centre/2', 'notAllowed oneOf'],
    ['    name: 一室\n', '', 'missing'],
    ['seats: 8', 'seat: 8', 'unknownMember'],
    ['seats: 8', 'seats: eight', 'notAllowed whole'],
    ['name: 一室', "name: ''", 'notAllowed text'],
    ['code: R1', 'code: r1', 'notAllowed code'],
    ['Asia/Shanghai', 'Asia/Shangai', 'notAllowed timeZone'],
    ['slug: small', 'slug: s mall', 'notAllowed slug'],
    ['code: R2', 'code: R1', 'twice'],
    ['    areaM2: 20', '    parent: X\n    areaM2: 20', 'noZone'],
    ['    seats: 12\n', '', 'seatsNeeded'],
    ['    areaM2: 20', '    policy: { gridMinutes: 7 }\n    areaM2: 20', 'write oneOf'],
    ['    areaM2: 20', '    policy: { noticeMinutes: 7 }\n    areaM2: 20', 'write bookers'],
    ['    areaM2: 20', '    policy: { shortestMinutes: 300 }\n    areaM2: 20', 'longerThanLongest'],
    ["end: '20:00'", "end: '08:00'", 'sameTime'],
    ["start: '08:00'", "start: '8 am'", 'write clock'],
    ['      weekly: { 1: *day }', '      weekly: []', 'write weekdays'],
    ['      weekly: { 1: *day }', '      weekly: { 8: *day }', 'unknownMember'],
    ['      weekly: { 1: *day }', '      weekly: { 1: all }', 'write list'],
    [
      '      weekly: { 1: *day }',
      '      exceptions: [{ from: 2026-02-30, to: 2026-03-01, spans: [], reason: x }]',
      'write date',
    ],
    [
      '      weekly: { 1: *day }',
      '      exceptions: [{ from: 2026-03-02, to: 2026-03-01, spans: [], reason: x }]',
      'backwards',
    ],
    ['zone: R1', 'zone: R9', 'noZone'],
    ['end: 2026-09-07T10:00', 'end: 2026-09-07T08:00', 'afterStart'],
    ['start: 2026-09-07T09:00', 'start: 2026-09-31T09:00', 'notAllowed wall'],
    ['zone: R1', 'zone: R2', 'headsMissing'],
    ['zone: R1', 'zone: R1\n    heads: 9', 'tooManyHeads'],
    ['zone: R1', 'zone: R1\n    needs: [kiln]', 'lacks'],
    ['slug: small', 'slug: small\n  slug: other', 'DUPLICATE_KEY'],
    ['FREQ=WEEKLY', 'FREQ=SOMETIMES', 'frequency'],
    ['FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=9X', 'weekdays'],
    ['    areaM2: 20', '    place: 3\n    areaM2: 20', 'write mapping'],
    ['    areaM2: 20', '    place: { x: 0, y: 0, width: 5, height: 5 }\n    areaM2: 20', 'rootPlace'],
    ['weekly: { 1: *day }', 'weekly: { 1: *night }', 'looseAlias'],
    ['zones:', 'people: [{ login: a@b.example, name: A, role: manager }]\nzones:', 'managerNeedsOperator'],
    ['zones:', 'people: [{ login: nobody, name: A, role: desk }]\nzones:', 'notAllowed mail'],
  ])('tells %j written as %j', (from, to, key) => {
    expect(keysOf(SMALL, from, to)).toContain(key);
    expect(keysOf(SMALL, from, to).filter((one) => one.startsWith('no words'))).toEqual([]);
  });

  it.each([
    ['areaM2: 360', 'areaM2: 361', 'sum'],
    ['parts: [F1-HALL-A, F1-HALL-B]', 'parts: [F1-HALL-A]', 'twoParts'],
    ['parts: [F1-HALL-A, F1-HALL-B]', 'parts: [F1-HALL-A, F1-HALL-A]', 'partsOnce'],
    ['parts: [F1-HALL-A, F1-HALL-B]', 'parts: [F1-HALL-A, F2]', 'partElsewhere'],
    ['parts: [F1-HALL-A, F1-HALL-B]', 'parts: [F1-HALL-A, F1-HALL-BC]', 'partIsCombination'],
    ['    seats: 160\n    mode: exclusive\n', '    seats: 160\n    mode: shared\n', 'combinationMode'],
    ['One-stop counters\n    parent: F1\n', 'One-stop counters\n    parent: F1-SVC\n', 'circle'],
    ['One-stop counters\n    parent: F1\n', 'One-stop counters\n    parent: F1-HALL-AB\n', 'parentIsCombination'],
    ['until: +25d', 'until: soon', 'notAllowed relativeDate'],
    ['operator: chunni }', 'operator: nobody }', 'noOperator'],
    ["from: '07-01'", "from: '13-01'", 'write yearlyDate'],
    ["from: '07-01'", "from: '2026-07-01'", 'yearBoth'],
    ['makeUp: by-notice', 'makeUp: 9', 'write weekday'],
    ['sees: names', 'sees: all', 'write either'],
  ])('tells in the demo centre %j written as %j', (from, to, key) => {
    expect(keysOf(DUKOU, from, to)).toContain(key);
    expect(keysOf(DUKOU, from, to).filter((one) => one.startsWith('no words'))).toEqual([]);
  });

  it('names what is to be named', () => {
    const [sum] = faultsOf(SMALL, 'areaM2: 30', 'areaM2: 31');
    expect(matchFault(sum?.detail ?? '')).toEqual({
      key: 'sum',
      values: { area: '31', whole: 'the centre', sum: '30', parts: 'R1 10, R2 20' },
    });
    expect(matchFault('"eight" is not allowed: write a whole number from 1 to 100000')).toEqual({
      key: 'notAllowed',
      values: { value: '"eight"', remedy: 'whole', min: '1', max: '100000' },
    });
    expect(matchFault('something else altogether')).toBeNull();
  });

  it('tells a file that is too long, one that unfolds without end, and one that names itself in itself', () => {
    const keys = (text: string): string[] => {
      const read = readCentreFile(text);
      return read.ok ? [] : read.faults.map(keyOf);
    };
    const row = (n: number): string => `l${n}: &l${n} [${Array.from({ length: 9 }, () => `*l${n - 1}`).join(', ')}]`;
    expect(keys(`format: ${'x'.repeat(4_000_000)}`)).toEqual(['fileTooLong']);
    expect(keys(['l0: &l0 [x]', ...[1, 2, 3, 4, 5, 6].map(row)].join('\n'))).toEqual(['tooManyAliases']);
    expect(keys('format: &all [*all]')).toEqual(['aliasInItself']);
  });
});

describe('what broken YAML is told as', () => {
  it.each([
    ['BAD_INDENT', 'a:\n - b\n c: d'],
    ['MISSING_CHAR', 'a: "x'],
    ['BLOCK_AS_IMPLICIT_KEY', 'a: b: c'],
    ['TAB_AS_INDENT', 'a:\n\t- 1'],
    ['BAD_SCALAR_START', 'a: @x'],
    ['BAD_DQ_ESCAPE', 'a: "\\q"'],
    ['MULTIPLE_DOCS', '--- 1\n--- 2'],
    ['TAG_RESOLVE_FAILED', 'a: !foo 1'],
    ['BAD_DIRECTIVE', '%FOO\n---\na: 1'],
    ['MULTIPLE_ANCHORS', 'a: &x &y 1'],
    ['MULTIPLE_TAGS', 'a: !a !b 1'],
    ['ALIAS_PROPS', 'a: &x 1\nb: &y *x'],
    ['UNEXPECTED_TOKEN', 'a: }'],
    ['BAD_ALIAS', 'a: *'],
    ['MULTILINE_IMPLICIT_KEY', 'a\nb: 1'],
    ['KEY_OVER_1024_CHARS', `${'k'.repeat(1100)}: 1`],
    ['BLOCK_IN_FLOW', 'a: {b: 1 c: 2}'],
    ['BAD_COLLECTION_TYPE', 'a: !!set [1]'],
    ['RESOURCE_EXHAUSTION', '['.repeat(20_000)],
    ['DUPLICATE_KEY', 'a: 1\na: 2'],
  ])('has words for %s', (code, text) => {
    const read = readCentreFile(text);
    const keys = read.ok ? [] : read.faults.map(keyOf);
    expect(keys).toContain(code);
    expect(keys.filter((key) => key.startsWith('no words') || key === 'general')).toEqual([]);
  });

  it('has words for every code of the parser, and for one that it does not know yet', () => {
    const [, list = ''] =
      /type ErrorCode = ([^;]+);/.exec(readFileSync('node_modules/yaml/dist/errors.d.ts', 'utf8')) ?? [];
    const codes = [...list.matchAll(/'(\w+)'/g)].map(([, code = '']) => code);
    const keyFor = (code: string): string => keyOf({ line: 1, where: 'YAML', detail: 'Anything', code } as LineFault);
    expect(codes.length).toBeGreaterThan(20);
    // The parser never gives this one: its own comment says that it cannot happen.
    const own = codes.filter((code) => code !== 'IMPOSSIBLE');
    expect(own.map(keyFor)).toEqual(own);
    expect([keyFor('IMPOSSIBLE'), keyFor('SOMETHING_NEW')]).toEqual(['general', 'general']);
  });
});
