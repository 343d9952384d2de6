import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PROBLEMS } from '../../src/platform/problems/registry.js';
import { WAIVABLE } from '../../src/scheduling/refusals.js';
import { CODES, CODE_GROUPS, codeId, codeOfId, waiverOf } from '../../src/web/help/codes.js';
import { APART, GUIDE_ROLES, topicKey, topicsOf } from '../../src/web/help/guides.js';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../src/${path}`, import.meta.url)), 'utf8');
const found = (path: string, pattern: RegExp): string[] =>
  [...read(path).matchAll(pattern)].map(([, name = '']) => name);

const ROUTES = ['routes', 'admin-routes'].flatMap((file) => found(`web/app/${file}.ts`, /^ +name: '([\w-]+)',$/gm));
const REFUSALS = found('scheduling/refusals.ts', /& \{\s*readonly code: '([\w-]+)'/g);
const WARNINGS = found('scheduling/refusals.ts', /code: ('[\w-]+'(?: \| '[\w-]+')+);/g).flatMap((union) =>
  union.split(' | ').map((code) => code.slice(1, -1)),
);

interface Topic {
  readonly title: string;
  readonly lead: string;
  readonly steps: readonly string[];
}
type Codes = Record<string, Record<string, { title: string; means: string; do: string }>>;

const areaOf = <T>(language: string, area: string): T => JSON.parse(read(`web/locales/${language}/${area}.json`)) as T;

describe.each(['zh-CN', 'en'])('the help in %s', (language) => {
  const topicOf = (name: string): Topic | undefined => {
    const [area = '', topic = ''] = topicKey(name).split('.');
    return areaOf<Record<string, Topic>>(language, area)[topic];
  };
  const codes = areaOf<Codes>(language, 'help-codes');

  it('says what every screen is for and how to go about it', () => {
    expect(ROUTES.length).toBeGreaterThanOrEqual(30);
    const untold = ROUTES.filter((name) => {
      const topic = topicOf(name);
      return !topic?.title || !topic.lead || topic.steps.length === 0;
    });
    expect(untold).toEqual([]);
  });

  it.each([
    ['refusal', REFUSALS, 15],
    ['warning', WARNINGS, 3],
    ['problem', [...Object.keys(PROBLEMS), 'offline'], 20],
  ] as const)('explains every %s: what it means and what to do', (group, known, least) => {
    expect(known.length).toBeGreaterThanOrEqual(least);
    const told = Object.entries(codes[group] ?? {}).filter(([, text]) => text.title && text.means && text.do);
    expect(told.map(([code]) => code).sort()).toEqual([...known].sort());
  });

  it('has a lead for the guide of every role', () => {
    const { role } = areaOf<{ role: Record<string, Topic> }>(language, 'help');
    expect(Object.keys(role).sort()).toEqual([...GUIDE_ROLES].sort());
    expect(Object.values(role).every(({ title, lead }) => title !== '' && lead !== '')).toBe(true);
  });
});

describe('the guides', () => {
  it('speak of every screen in at least one of them, but for those set apart', () => {
    const topics = new Set([...APART, ...GUIDE_ROLES.flatMap(topicsOf)]);
    expect(ROUTES.filter((name) => !topics.has(name))).toEqual([]);
  });

  it('list every code once', () => {
    expect([...CODES.refusal].sort()).toEqual([...REFUSALS].sort());
    expect([...CODES.warning].sort()).toEqual([...WARNINGS].sort());
    expect([...CODES.problem].sort()).toEqual([...Object.keys(PROBLEMS), 'offline'].sort());
  });

  it('find a code again by its place in the address', () => {
    for (const group of CODE_GROUPS) {
      for (const code of CODES[group]) expect(codeOfId(codeId({ group, code }))).toEqual({ group, code });
    }
    expect(codeOfId('refusal-unheard-of')).toBeNull();
  });

  it('name the back office for just the rules that it may set aside', () => {
    const byOffice = CODES.refusal.filter((code) => waiverOf({ group: 'refusal', code }) === 'office');
    expect(new Set<string>(byOffice)).toEqual(new Set<string>(WAIVABLE));
  });
});
