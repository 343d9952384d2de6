import { operatorsAt, roleAt, type Actor, type OperatorRole, type Role } from './actor.js';

/**
 * How far a permission reaches: the whole centre, the zones that the actor's operators run (as far as their agreements
 * give that right), what belongs to the actor's operators, or only what is the actor's own.
 */
export type PermissionScope = 'centre' | 'zones' | 'operator' | 'own';

/** Roles of the permission table; a plain member of the centre and a member of an operator are one row of it. */
export type TableRole = Role | OperatorRole;

export const TABLE_ROLES = ['admin', 'office', 'desk', 'manager', 'member'] as const satisfies readonly TableRole[];

export type Reach = Readonly<Partial<Record<TableRole, PermissionScope>>>;

/**
 * Who may do something: anybody, anybody signed in, an owner, an owner or a caller on the same machine, or these roles
 * of the centre concerned, each in its scope. An owner may do everything.
 */
export type Who = 'public' | 'signed-in' | 'owner' | 'owner-or-loopback' | Reach;

const ADMIN = { admin: 'centre' } as const;
const OFFICE = { ...ADMIN, office: 'centre' } as const;
const STAFF = { ...OFFICE, desk: 'centre' } as const;
/** What one can do with bookings that are one's own, or one's operator's. */
const BOOKERS = { ...STAFF, manager: 'operator', member: 'own' } as const;
/** What everybody of an operator may know of it. */
const TENANTS = { ...STAFF, manager: 'operator', member: 'operator' } as const;

/** The one permission table. Each route names one entry; what is not in here is allowed to nobody. */
export const PERMISSIONS = {
  'sessions.create': 'public',
  'links.use': 'public',
  'permissions.read': 'public',
  'self.read': 'signed-in',
  'self.write': 'signed-in',
  'people.read': ADMIN,
  'people.write': ADMIN,
  'people.owner': 'owner',
  'personal-data.manage': ADMIN,
  'audit.read': ADMIN,
  'audit.installation': 'owner',
  'centres.list': 'public',
  'centres.read': 'public',
  'centres.create': 'owner',
  'centres.update': ADMIN,
  'zones.read': 'public',
  'zones.write': ADMIN,
  'zones.policy': { ...ADMIN, manager: 'zones' },
  'availability.read': 'public',
  'schedule.read': 'public',
  'days.read': 'public',
  'events.read': 'public',
  'hours.read': 'public',
  'hours.write': { ...ADMIN, manager: 'zones' },
  'hours.grant': ADMIN,
  'hours-requests.read': { ...ADMIN, manager: 'operator', member: 'operator' },
  'hours-requests.withdraw': { manager: 'operator' },
  'closures.read': 'public',
  'closures.write': OFFICE,
  'calendar.write': ADMIN,
  'operators.read': TENANTS,
  'operators.write': ADMIN,
  'operators.members': { ...ADMIN, manager: 'operator' },
  'agreements.read': { ...OFFICE, manager: 'operator', member: 'operator' },
  'agreements.write': ADMIN,
  'bookings.check': BOOKERS,
  'bookings.create': BOOKERS,
  'bookings.read': BOOKERS,
  'bookings.edit': BOOKERS,
  'bookings.accept': STAFF,
  'bookings.decide': { ...OFFICE, manager: 'zones' },
  'bookings.waive': { ...OFFICE, manager: 'zones' },
  'bookings.book-for-others': STAFF,
  'bookings.search': STAFF,
  'slips.issue': STAFF,
  'slips.use': 'public',
  'recurrences.expand': 'signed-in',
  'installation.read': 'owner',
  'health.read': 'public',
  'metrics.read': 'owner-or-loopback',
} as const satisfies Record<string, Who>;

export type Permission = keyof typeof PERMISSIONS;

export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];

export function whoMay(permission: Permission): Who {
  return PERMISSIONS[permission];
}

/** Whether a permission is held by role in a centre, so that it means nothing without one. */
export function isCentrePermission(permission: Permission): boolean {
  return typeof whoMay(permission) !== 'string';
}

/** The scopes in which the actor holds a permission of a centre; none when no role gives it. */
export function scopesOf(actor: Actor, permission: Permission, centreId: number): ReadonlySet<PermissionScope> {
  const who = whoMay(permission);
  if (typeof who === 'string') return new Set();
  if (actor.isOwner) return new Set(['centre']);
  const roles: (TableRole | null)[] = [
    roleAt(actor, centreId),
    ...operatorsAt(actor, centreId).map(({ role }) => role),
  ];
  return new Set(roles.flatMap((role) => (role && who[role] ? [who[role]] : [])));
}

/**
 * Whether the actor may do it at all, in that centre when it is a thing of a centre (`null`: of none). How far it
 * reaches is asked of `scopesOf` or `canEverywhere`. A caller on the same machine is the guard's business.
 */
export function can(actor: Actor, permission: Permission, centreId: number | null): boolean {
  if (actor.isOwner) return true;
  const who = whoMay(permission);
  if (who === 'public') return true;
  if (who === 'signed-in') return actor.kind !== 'anonymous';
  if (who === 'owner' || who === 'owner-or-loopback' || centreId === null) return false;
  return scopesOf(actor, permission, centreId).size > 0;
}

/** Whether the actor may do it in the whole centre, and not just in some zones or with some bookings. */
export function canEverywhere(actor: Actor, permission: Permission, centreId: number): boolean {
  return scopesOf(actor, permission, centreId).has('centre');
}

/** Everything the actor may do in that centre by role, public things left out. */
export function permissionsAt(actor: Actor, centreId: number): Permission[] {
  return PERMISSION_NAMES.filter((name) => isCentrePermission(name) && can(actor, name, centreId));
}
