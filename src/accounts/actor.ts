/** Roles in a centre, from the widest to the narrowest. The owner stands above them, over the whole installation. */
export const ROLES = ['admin', 'office', 'desk', 'member'] as const;
export type Role = (typeof ROLES)[number];

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
  via: 'none',
};

/** The software itself: the demo data, nightly jobs. It never comes in through a route. */
export const SYSTEM: Actor = {
  kind: 'system',
  id: 'system',
  name: 'system',
  isOwner: true,
  memberships: [],
  via: 'none',
};

/** The actor's role in a centre, or null. An owner has none by being owner; ask `can` what they may do. */
export function roleAt(actor: Actor, centreId: number): Role | null {
  return actor.memberships.find((membership) => membership.centreId === centreId)?.role ?? null;
}

/** Whether the actor works for the centre itself: admin, office, desk, or an owner. */
export function isStaff(actor: Actor, centreId: number): boolean {
  const role = roleAt(actor, centreId);
  return actor.isOwner || role === 'admin' || role === 'office' || role === 'desk';
}
