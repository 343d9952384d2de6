/** Settings of one process, read once from the environment and validated whole. Units stand last in the names. */
export interface Settings {
  readonly environment: 'development' | 'production' | 'test';
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  readonly databaseTimeoutSeconds: number;
  readonly demo: 'full' | 'plan' | 'none';
  readonly publicUrl: string | null;
  readonly trustProxy: boolean;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly bodyLimitKilobytes: number;
  readonly writeQueue: number;
  readonly eventStreams: number;
  readonly maxOccurrences: number;
  readonly horizonYears: number;
  readonly sessionHours: number;
  readonly linkHours: number;
  readonly loginTries: number;
  readonly loginWindowMinutes: number;
  readonly pendingExpiryMinutes: number;
  readonly undoMinutes: number;
  readonly personalDataDays: number;
  readonly noticeDays: number;
  readonly backupHours: number;
  readonly backupKeep: number;
}

interface Field<T> {
  readonly name: string;
  read(text: string | undefined): { value: T } | { fault: string };
}

const whole = (name: string, fallback: number, [min, max]: [number, number]): Field<number> => ({
  name,
  read: (text) => {
    if (text === undefined || text === '') return { value: fallback };
    const value = Number(text);
    return /^\d+$/.test(text) && value >= min && value <= max
      ? { value }
      : { fault: `${name}="${text}" must be a whole number from ${min} to ${max} (default ${fallback})` };
  },
});

const choice = <const T extends string>(name: string, fallback: T, choices: readonly T[]): Field<T> => ({
  name,
  read: (text) => {
    if (text === undefined || text === '') return { value: fallback };
    const value = choices.find((c) => c === text);
    return value
      ? { value }
      : { fault: `${name}="${text}" must be one of ${choices.join(', ')} (default ${fallback})` };
  },
});

const text = (name: string, fallback: string): Field<string> => ({
  name,
  read: (given) => ({ value: given === undefined || given === '' ? fallback : given }),
});

const optionalUrl = (name: string, protocols: readonly string[]): Field<string | null> => ({
  name,
  read: (given) => {
    if (given === undefined || given === '') return { value: null };
    const ok = URL.canParse(given) && protocols.includes(new URL(given).protocol);
    return ok ? { value: given } : { fault: `${name} must be a URL beginning with ${protocols.join(' or ')}` };
  },
});

const flag = (name: string): Field<boolean> => ({
  name,
  read: (given) => {
    if (given === undefined || given === '' || given === 'false' || given === '0') return { value: false };
    return given === 'true' || given === '1'
      ? { value: true }
      : { fault: `${name}="${given}" must be true or false (default false)` };
  },
});

const FIELDS: { readonly [K in keyof Settings]: Field<Settings[K]> } = {
  environment: choice('NODE_ENV', 'development', ['development', 'production', 'test']),
  port: whole('PORT', 3000, [0, 65_535]),
  host: text('HOST', '0.0.0.0'),
  dataDir: text('DATA_DIR', 'data'),
  databaseUrl: optionalUrl('DATABASE_URL', ['postgres:', 'postgresql:']),
  databasePool: whole('DATABASE_POOL', 16, [2, 200]),
  databaseTimeoutSeconds: whole('DATABASE_TIMEOUT_SECONDS', 30, [1, 600]),
  demo: choice('DEMO', 'full', ['full', 'plan', 'none']),
  publicUrl: optionalUrl('PUBLIC_URL', ['http:', 'https:']),
  trustProxy: flag('TRUST_PROXY'),
  logLevel: choice('LOG_LEVEL', 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
  bodyLimitKilobytes: whole('BODY_LIMIT_KB', 256, [16, 4096]),
  writeQueue: whole('WRITE_QUEUE', 1000, [1, 100_000]),
  eventStreams: whole('EVENT_STREAMS', 1000, [0, 20_000]),
  maxOccurrences: whole('MAX_OCCURRENCES', 400, [1, 2000]),
  horizonYears: whole('HORIZON_YEARS', 3, [1, 10]),
  sessionHours: whole('SESSION_HOURS', 12, [1, 720]),
  linkHours: whole('LINK_HOURS', 72, [1, 720]),
  loginTries: whole('LOGIN_TRIES', 10, [1, 1000]),
  loginWindowMinutes: whole('LOGIN_WINDOW_MINUTES', 15, [1, 1440]),
  pendingExpiryMinutes: whole('PENDING_EXPIRY_MINUTES', 60, [0, 10_080]),
  undoMinutes: whole('UNDO_MINUTES', 15, [0, 1440]),
  personalDataDays: whole('PERSONAL_DATA_DAYS', 90, [0, 3650]),
  noticeDays: whole('NOTICE_DAYS', 180, [1, 3650]),
  backupHours: whole('BACKUP_HOURS', 24, [0, 8760]),
  backupKeep: whole('BACKUP_KEEP', 14, [1, 1000]),
};

export class SettingsError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The settings are not right:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Reads all settings; throws one `SettingsError` that tells all faults at once. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const faults: string[] = [];
  const entries = Object.entries(FIELDS).map(([key, field]) => {
    const answer = field.read(environment[field.name]);
    if ('fault' in answer) faults.push(answer.fault);
    return [key, 'fault' in answer ? undefined : answer.value];
  });
  if (faults.length > 0) throw new SettingsError(faults);
  return Object.freeze(Object.fromEntries(entries)) as Settings;
}

/** Names of all settings, for the example file and the README. */
export const SETTING_NAMES: readonly string[] = Object.values(FIELDS).map((field) => field.name);
