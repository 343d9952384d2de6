/**
 * Roles in a centre, from the widest to the narrowest. The owner stands above them, over the whole installation; a
 * `member` books in their own name.
 */
export const ROLES = ['admin', 'office', 'desk', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** Roles in an operator. A manager decides and manages people there; a member books. */
export const OPERATOR_ROLES = ['manager', 'member'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** `suspended` and `ended` keep what is confirmed and can't add; of an ended one nobody acts any more. */
export const OPERATOR_STATUSES = ['invited', 'active', 'suspended', 'ended'] as const;
export type OperatorStatus = (typeof OPERATOR_STATUSES)[number];

/** That a person acts for an operator of a centre. */
export interface OperatorMembership {
  readonly centreId: number;
  readonly operatorId: string;
  /** The operator's code, by which requests name it. */
  readonly code: string;
  readonly role: OperatorRole;
  readonly status: OperatorStatus;
}

export interface Membership {
  readonly centreId: number;
  readonly role: Role;
}

/** Who makes a request, read afresh for each one: a role taken away is gone at the next request. */
export interface Actor {
  readonly kind: 'user' | 'anonymous' | 'system';
  /** The user's id; empty when anonymous. */
  readonly id: string;
  readonly name: string;
  readonly isOwner: boolean;
  readonly memberships: readonly Membership[];
  /** Operators the person acts for, ended ones left out. */
  readonly operators: readonly OperatorMembership[];
  readonly via: 'session' | 'token' | 'none';
  /** SHA-256 of the session's secret, when `via` is `session`. */
  readonly sessionHash?: string;
}

export const ANONYMOUS: Actor = {
  kind: 'anonymous',
  id: '',
  name: '',
  isOwner: false,
  memberships: [],
  operators: [],
  via: 'none',
};

/** The software itself: the demo data, nightly jobs. It never comes in through a route. */
export const SYSTEM: Actor = {
  kind: 'system',
  id: 'system',
  name: 'system',
  isOwner: true,
  memberships: [],
  operators: [],
  via: 'none',
};

/** The operators of a centre the actor acts for. */
export function operatorsAt(actor: Actor, centreId: number): OperatorMembership[] {
  return actor.operators.filter((membership) => membership.centreId === centreId);
}

/** Whether the centre is any of the actor's business: by a role in it, or in one of its operators. */
export function belongsTo(actor: Actor, centreId: number): boolean {
  return actor.isOwner || roleAt(actor, centreId) !== null || operatorsAt(actor, centreId).length > 0;
}

/** The actor's role in a centre, or null. An owner has none by being owner; ask `can` what they may do. */
export function roleAt(actor: Actor, centreId: number): Role | null {
  return actor.memberships.find((membership) => membership.centreId === centreId)?.role ?? null;
}

/** Whether the actor works for the centre itself: admin, office, desk, or an owner. */
export function isStaff(actor: Actor, centreId: number): boolean {
  const role = roleAt(actor, centreId);
  return actor.isOwner || role === 'admin' || role === 'office' || role === 'desk';
}
