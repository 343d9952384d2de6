import { readFileSync } from 'node:fs';
import { readSettings, SETTING_NAMES, SettingsError } from '../../src/platform/config/settings.js';

const faultsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
};

/** The lines of the example file as an environment. */
function example(): Record<string, string> {
  const lines = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8').split('\n');
  return Object.fromEntries(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

describe('the settings', () => {
  it('have defaults that need no environment', () => {
    expect(readSettings({})).toMatchObject({
      environment: 'development',
      port: 3000,
      dataDir: 'data',
      databaseUrl: null,
      demo: 'full',
      trustProxy: false,
      logLevel: 'info',
    });
  });

  it('tell all faults at once, each with what was sent and what would be right', () => {
    const faults = faultsOf({
      NODE_ENV: 'prod',
      PORT: '80a',
      DATABASE_URL: 'mysql://here/there',
      DEMO: 'yes',
      TRUST_PROXY: 'maybe',
      LOGIN_TRIES: '0',
      BODY_LIMIT_KB: '1e3',
    });
    expect(faults).toEqual([
      'NODE_ENV="prod" must be one of development, production, test (default development)',
      'PORT="80a" must be a whole number from 0 to 65535 (default 3000)',
      'DATABASE_URL must be a URL beginning with postgres: or postgresql:',
      'DEMO="yes" must be one of full, plan, none (default full)',
      'TRUST_PROXY="maybe" must be true or false (default false)',
      'BODY_LIMIT_KB="1e3" must be a whole number from 16 to 4096 (default 256)',
      'LOGIN_TRIES="0" must be a whole number from 1 to 1000 (default 10)',
    ]);
    expect(new SettingsError(faults).message.split('\n')).toHaveLength(faults.length + 1);
  });

  it('do not repeat a password that stands in a faulty address', () => {
    expect(faultsOf({ DATABASE_URL: 'mysql://centre:top-secret@here/there' }).join()).not.toContain('top-secret');
  });

  it.each([
    ['PORT', '0', '65535', '65536'],
    ['PORT', '0', '65535', '-1'],
    ['WRITE_QUEUE', '1', '100000', '0'],
    ['MAX_OCCURRENCES', '1', '2000', '2001'],
    ['HORIZON_YEARS', '1', '10', '2.5'],
  ])('take %s from %s to %s, and not %s', (name, least, most, beyond) => {
    expect(faultsOf({ [name]: least })).toEqual([]);
    expect(faultsOf({ [name]: most })).toEqual([]);
    expect(faultsOf({ [name]: beyond })).toHaveLength(1);
  });

  it('count what is left empty as not set', () => {
    const empty = Object.fromEntries(SETTING_NAMES.map((name) => [name, '']));
    expect(readSettings(empty)).toEqual(readSettings({}));
  });

  it('cannot be changed once read', () => {
    expect(Object.isFrozen(readSettings({}))).toBe(true);
  });

  it('all stand in .env.example, with their defaults, and no other does', () => {
    expect(Object.keys(example()).sort()).toEqual([...SETTING_NAMES].sort());
    expect(readSettings(example())).toEqual(readSettings({}));
  });
});
