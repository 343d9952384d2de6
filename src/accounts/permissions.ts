import { roleAt, ROLES, type Actor, type Role } from './actor.js';

/**
 * Who may do something: anybody, anybody signed in, an owner, an owner or a caller on the same machine, or these roles
 * of the centre concerned. An owner may do everything.
 */
export type Who = 'public' | 'signed-in' | 'owner' | 'owner-or-loopback' | readonly Role[];

const ADMIN = ['admin'] as const;
const OFFICE = ['admin', 'office'] as const;
const STAFF = ['admin', 'office', 'desk'] as const;

/** The one permission table. Each route names one entry; what is not in here is allowed to nobody. */
export const PERMISSIONS = {
  'sessions.create': 'public',
  'links.use': 'public',
  'self.read': 'signed-in',
  'self.write': 'signed-in',
  'people.read': ADMIN,
  'people.write': ADMIN,
  'people.owner': 'owner',
  'audit.read': ADMIN,
  'audit.installation': 'owner',
  'centres.list': 'public',
  'centres.read': 'public',
  'centres.create': 'owner',
  'centres.update': ADMIN,
  'zones.read': 'public',
  'zones.write': ADMIN,
  'availability.read': 'public',
  'schedule.read': 'public',
  'days.read': 'public',
  'hours.read': 'public',
  'hours.write': ADMIN,
  'closures.read': 'public',
  'closures.write': OFFICE,
  'calendar.write': ADMIN,
  'bookings.check': ROLES,
  'bookings.create': ROLES,
  'bookings.read': ROLES,
  'bookings.edit': ROLES,
  'bookings.decide': OFFICE,
  'bookings.waive': OFFICE,
  'bookings.book-for-others': STAFF,
  'recurrences.expand': 'signed-in',
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

/**
 * Whether the actor may do it, in that centre when it is a thing of a centre (`null`: of none).
 * A caller on the same machine is the guard's business, not the actor's.
 */
export function can(actor: Actor, permission: Permission, centreId: number | null): boolean {
  if (actor.isOwner) return true;
  const who = whoMay(permission);
  if (who === 'public') return true;
  if (who === 'signed-in') return actor.kind !== 'anonymous';
  if (who === 'owner' || who === 'owner-or-loopback' || centreId === null) return false;
  const role = roleAt(actor, centreId);
  return role !== null && who.includes(role);
}

/** Everything the actor may do in that centre by role, public things left out. */
export function permissionsAt(actor: Actor, centreId: number): Permission[] {
  return PERMISSION_NAMES.filter((name) => isCentrePermission(name) && can(actor, name, centreId));
}
