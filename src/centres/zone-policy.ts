import { badInput, notFound } from '../platform/problems/problem.js';
import { operatorPolicyFaults } from '../scheduling/policy.bounds.js';
import { inheritPolicy } from '../scheduling/policy.js';
import type { PolicyPart } from '../scheduling/policy.types.js';
import { validatePolicy } from '../scheduling/policy.validate.js';
import type { Plan } from '../scheduling/zones.types.js';
import { draftOf } from './zone-rows.js';
import type { ZoneEdit } from './zone-edits.js';

/** The policy that a zone shall have of its own, and whether an operator sets it, within the centre's bounds. */
export interface PolicyWish {
  readonly code: string;
  readonly policy: PolicyPart;
  readonly bounded: boolean;
}

/** Refuses what is wrong in a policy by itself. */
export function requireValidPolicy(policy: PolicyPart): void {
  const faults = validatePolicy(policy);
  if (faults.length > 0) throw badInput(faults);
}

/** One zone with another policy. Throws `bad-input` for what goes beyond the bounds. */
export function policyEdit(before: Plan, centrePolicy: PolicyPart, { code, policy, bounded }: PolicyWish): ZoneEdit {
  const zone = before.byCode.get(code);
  if (!zone) throw notFound('such zone');
  const aboveParts = zone.path.slice(0, -1).map((name) => before.byCode.get(name)?.policy ?? {});
  const above = inheritPolicy([centrePolicy, ...aboveParts]);
  const after = inheritPolicy([centrePolicy, ...aboveParts, policy]);
  const faults = bounded
    ? operatorPolicyFaults({ standing: zone.policy, asked: policy, above, before: zone.rules, after })
    : [];
  if (faults.length > 0) throw badInput(faults);
  const drafts = before.zones.map(draftOf).map((draft) => (draft.code === code ? { ...draft, policy } : draft));
  return {
    drafts,
    inputFault: ({ zone: faulty, field, detail }) => {
      const pointer = `/${field}`.replace(/^\/policy/, '');
      return faulty === code
        ? { pointer, detail }
        : { pointer: '', detail: `${faulty ?? 'centre'}: ${field} ${detail}` };
    },
  };
}
