import { WAIVABLE, type RefusalCode, type Warning } from '../../scheduling/refusals.js';

/** The codes that the help explains, in the order in which people meet them. */
const REFUSALS = [
  'occupied',
  'outside-opening-hours',
  'closed',
  'over-capacity',
  'in-the-past',
  'too-soon',
  'too-far-ahead',
  'too-short',
  'too-long',
  'off-grid',
  'not-bookable',
  'lacks-equipment',
  'quota-exceeded',
  'no-agreement',
  'series-overlaps-itself',
] as const satisfies readonly RefusalCode[];

const WARNINGS = [
  'calendar-unknown',
  'beyond-agreement',
  'same-person-elsewhere',
] as const satisfies readonly Warning['code'][];

/** Those of the API's registry, and `offline` of our own. */
const PROBLEMS = [
  'refused',
  'stale',
  'conflict',
  'choices-needed',
  'bad-input',
  'sign-in-required',
  'login-failed',
  'forbidden',
  'not-found',
  'offline',
  'busy',
  'too-many-requests',
  'storage-unavailable',
  'clock-behind',
  'internal',
  'precondition-required',
  'key-reused',
  'payload-too-large',
  'unsupported-media-type',
  'cross-site',
] as const;

export const CODES = { refusal: REFUSALS, warning: WARNINGS, problem: PROBLEMS } as const;

export type CodeGroup = keyof typeof CODES;

export const CODE_GROUPS = Object.keys(CODES) as CodeGroup[];

export interface Code {
  readonly group: CodeGroup;
  readonly code: string;
}

/** Its place in the address of the help page, `/help#refusal-occupied`. */
export const codeId = ({ group, code }: Code): string => `${group}-${code}`;

/** The code that an id means; null when there is none. */
export function codeOfId(id: string): Code | null {
  const group = CODE_GROUPS.find((one) => id.startsWith(`${one}-`));
  const code = group && CODES[group].find((one) => id === `${group}-${one}`);
  return group && code ? { group, code } : null;
}

/** The id under which the help explains why a date can't be; null for a code of a newer server. */
export const aboutRefusal = (code: string): string | null => (codeOfId(`refusal-${code}`) ? `refusal-${code}` : null);

/** Who may set it aside; null for a problem, which is no rule. */
export function waiverOf({ group, code }: Code): 'office' | 'nobody' | 'none' | null {
  if (group === 'problem') return null;
  if (group === 'warning') return 'none';
  return (WAIVABLE as ReadonlySet<string>).has(code) ? 'office' : 'nobody';
}
