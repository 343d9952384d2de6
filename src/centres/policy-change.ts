import { badInput } from '../platform/problems/problem.js';
import { validatePolicy } from '../scheduling/policy.validate.js';
import type { PolicyPart } from '../scheduling/policy.types.js';

type PolicyBody = Readonly<Record<string, unknown>>;

/** Refuses what is wrong in a policy by itself; a null member, which takes a rule back, is allowed. */
export function requirePolicy(policy: PolicyBody | undefined): void {
  if (policy === undefined) return;
  const faults = validatePolicy(withoutNulls(policy));
  if (faults.length > 0) {
    throw badInput(faults.map(({ pointer, detail }) => ({ pointer: `/policy${pointer}`, detail })));
  }
}

/** A JSON merge patch (RFC 7396) of the first level: members sent replace, null removes, the rest stays. */
export function mergePolicy(standing: PolicyPart, sent: PolicyBody | undefined): PolicyPart {
  return withoutNulls({ ...standing, ...sent });
}

const withoutNulls = (policy: PolicyBody): PolicyPart =>
  Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== null));
