import { ANONYMOUS, isStaff, roleAt, SYSTEM, type Actor, type Role } from '../../src/accounts/actor.js';
import { can, PERMISSION_NAMES, permissionsAt, type Permission } from '../../src/accounts/permissions.js';

const CENTRE = 1;
const OTHER = 2;

const person = (role: Role | null, isOwner = false): Actor => ({
  kind: 'user',
  id: 'someone',
  name: 'Someone',
  isOwner,
  memberships: role === null ? [] : [{ centreId: CENTRE, role }],
  via: 'session',
});

const WHO: Record<string, Actor> = {
  O: person(null, true),
  a: person('admin'),
  o: person('office'),
  d: person('desk'),
  m: person('member'),
  s: person(null),
  '-': ANONYMOUS,
};

/** Who may, by letter: Owner, admin, office, desk, member, stranger (signed in, no role here), - anonymous. */
const TABLE: Record<Permission, string> = {
  'sessions.create': 'Oaodms-',
  'links.use': 'Oaodms-',
  'self.read': 'Oaodms',
  'self.write': 'Oaodms',
  'people.read': 'Oa',
  'people.write': 'Oa',
  'people.owner': 'O',
  'audit.read': 'Oa',
  'audit.installation': 'O',
  'centres.list': 'Oaodms-',
  'centres.read': 'Oaodms-',
  'centres.create': 'O',
  'centres.update': 'Oa',
  'zones.read': 'Oaodms-',
  'zones.write': 'Oa',
  'availability.read': 'Oaodms-',
  'schedule.read': 'Oaodms-',
  'days.read': 'Oaodms-',
  'hours.read': 'Oaodms-',
  'hours.write': 'Oa',
  'closures.read': 'Oaodms-',
  'closures.write': 'Oao',
  'calendar.write': 'Oa',
  'bookings.check': 'Oaodm',
  'bookings.create': 'Oaodm',
  'bookings.read': 'Oaodm',
  'bookings.edit': 'Oaodm',
  'bookings.decide': 'Oao',
  'bookings.waive': 'Oao',
  'bookings.book-for-others': 'Oaod',
  'recurrences.expand': 'Oaodms',
  'health.read': 'Oaodms-',
  'metrics.read': 'O',
};

const lettersThatMay = (permission: Permission, centreId: number | null): string =>
  Object.entries(WHO)
    .flatMap(([letter, actor]) => (can(actor, permission, centreId) ? [letter] : []))
    .join('');

describe('the permission table', () => {
  it.each(Object.entries(TABLE) as [Permission, string][])('gives %s to %s', (permission, letters) => {
    expect(lettersThatMay(permission, CENTRE)).toBe(letters);
  });

  it('has no entry that this list does not have', () => {
    expect([...PERMISSION_NAMES].sort()).toEqual(Object.keys(TABLE).sort());
  });

  it.each(PERMISSION_NAMES)('gives no role of one centre %s in another, or in none', (permission) => {
    const stranger = lettersThatMay(permission, OTHER);
    expect(stranger).toBe(TABLE[permission].includes('s') ? TABLE[permission] : 'O');
    expect(lettersThatMay(permission, null)).toBe(stranger);
  });

  it('gives the software itself everything', () => {
    expect(PERMISSION_NAMES.every((permission) => can(SYSTEM, permission, CENTRE))).toBe(true);
  });

  it('lists by role what is not public', () => {
    expect(permissionsAt(person('member'), CENTRE)).toEqual([
      'bookings.check',
      'bookings.create',
      'bookings.read',
      'bookings.edit',
    ]);
    expect(permissionsAt(person('admin'), OTHER)).toEqual([]);
  });
});

describe('staff', () => {
  it.each([
    ['admin', true],
    ['office', true],
    ['desk', true],
    ['member', false],
    [null, false],
  ] as const)('includes %s: %s', (role, expected) => {
    expect(isStaff(person(role), CENTRE)).toBe(expected);
    expect(roleAt(person(role), CENTRE)).toBe(role);
    expect(isStaff(person(role), OTHER)).toBe(false);
  });

  it('includes owners everywhere', () => {
    expect(isStaff(person(null, true), OTHER)).toBe(true);
  });
});
