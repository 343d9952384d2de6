import { checkResolved, validatePolicy } from '../../../scheduling/policy.validate.js';
import { DEFAULT_POLICY, inheritPolicy } from '../../../scheduling/policy.js';
import type { Policy, PolicyPart } from '../../../scheduling/policy.types.js';
import type { Zone } from '../../centre/zone-tree.js';
import type { components } from '../../generated/api.js';

export type RuleKey = keyof Policy;

/** How a rule is set: numbers in a unit, for everybody or for the centre's people and others; or one of some words. */
export type RuleKind =
  | {
      readonly kind: 'number' | 'perBooker';
      readonly unit: 'minutes' | 'days';
      readonly min: number;
      readonly max: number;
    }
  | { readonly kind: 'choice'; readonly values: readonly (string | number)[] };

const DAY_MINUTES = 1440;

/** In the order in which people think of them. */
export const RULES: Readonly<Record<RuleKey, RuleKind>> = {
  whoMayBook: { kind: 'choice', values: ['members', 'staff', 'nobody'] },
  approval: { kind: 'choice', values: ['none', 'centre', 'operator', 'both'] },
  shortestMinutes: { kind: 'number', unit: 'minutes', min: 5, max: 14 * DAY_MINUTES },
  longestMinutes: { kind: 'number', unit: 'minutes', min: 5, max: 14 * DAY_MINUTES },
  gridMinutes: { kind: 'choice', values: [5, 10, 15, 20, 30, 60] },
  noticeMinutes: { kind: 'perBooker', unit: 'minutes', min: 0, max: 365 * DAY_MINUTES },
  horizonDays: { kind: 'perBooker', unit: 'days', min: 1, max: 1100 },
  setupMinutes: { kind: 'number', unit: 'minutes', min: 0, max: 480 },
  cleanupMinutes: { kind: 'number', unit: 'minutes', min: 0, max: 480 },
  visibility: { kind: 'choice', values: ['public', 'internal', 'private'] },
};

export const RULE_KEYS = Object.keys(RULES) as RuleKey[];

/** Who says a rule: a zone's code, `centre`, or `default` for what holds where nobody says anything. */
export type Origin = string;

/** What holds for a level when it says nothing itself, and who says so. */
export interface Above {
  readonly rules: Policy;
  from(key: RuleKey): Origin;
}

type CentrePolicy = Pick<components['schemas']['CentreAnswer'], 'policy' | 'rules'>;

export const DEFAULTS: Above = { rules: DEFAULT_POLICY, from: () => 'default' };

/** What a zone inherits: from the zone it lies in, or from the centre. */
export function aboveOf(parent: Zone | undefined, centre: CentrePolicy): Above {
  if (parent) return { rules: parent.rules, from: (key) => parent.rulesFrom[key] ?? 'default' };
  const own = centre.policy as PolicyPart;
  return { rules: centre.rules, from: (key) => (own[key] === undefined ? 'default' : 'centre') };
}

/** Rules that can't be like that, by themselves or together with what is inherited. */
export function faultyRules(own: PolicyPart, { rules }: Above): ReadonlySet<string> {
  const faults = validatePolicy(own);
  const found = faults.length > 0 ? faults : checkResolved(inheritPolicy([rules, own]));
  return new Set(found.map(({ pointer }) => pointer.split('/')[1] ?? ''));
}

/** Rules that one policy says otherwise than another. */
export const changedRules = (before: PolicyPart, after: PolicyPart): RuleKey[] =>
  RULE_KEYS.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));

/**
 * Zones below that follow along when a zone's rules change: those that have one of these rules from where the zone itself
 * has it, so that nothing between them says otherwise.
 */
export function followers(zone: Zone, keys: readonly RuleKey[], below: readonly Zone[]): Zone[] {
  return below.filter((one) => keys.some((key) => one.rulesFrom[key] === zone.rulesFrom[key]));
}
