import {
  ANONYMOUS,
  isStaff,
  roleAt,
  SYSTEM,
  type Actor,
  type OperatorRole,
  type Role,
} from '../../src/accounts/actor.js';
import {
  can,
  canEverywhere,
  PERMISSION_NAMES,
  permissionsAt,
  scopesOf,
  type Permission,
} from '../../src/accounts/permissions.js';

const CENTRE = 1;
const OTHER = 2;

const person = (role: Role | null, isOwner = false): Actor => ({
  kind: 'user',
  id: 'someone',
  name: 'Someone',
  isOwner,
  memberships: role === null ? [] : [{ centreId: CENTRE, role }],
  operators: [],
  via: 'session',
});

const tenant = (role: OperatorRole): Actor => ({
  ...person(null),
  operators: [{ centreId: CENTRE, operatorId: 'op', code: 'op', role, status: 'active' }],
});

const WHO: Record<string, Actor> = {
  O: person(null, true),
  a: person('admin'),
  o: person('office'),
  d: person('desk'),
  m: person('member'),
  M: tenant('manager'),
  t: tenant('member'),
  s: person(null),
  '-': ANONYMOUS,
};

/**
 * Who may, by letter: Owner, admin, office, desk, member, Manager and member (t) of an operator, stranger (signed in, no
 * role here), - anonymous.
 */
const TABLE: Record<Permission, string> = {
  'sessions.create': 'OaodmMts-',
  'links.use': 'OaodmMts-',
  'self.read': 'OaodmMts',
  'self.write': 'OaodmMts',
  'people.read': 'Oa',
  'people.write': 'Oa',
  'people.owner': 'O',
  'audit.read': 'Oa',
  'audit.installation': 'O',
  'centres.list': 'OaodmMts-',
  'centres.read': 'OaodmMts-',
  'centres.create': 'O',
  'centres.update': 'Oa',
  'zones.read': 'OaodmMts-',
  'zones.write': 'Oa',
  'availability.read': 'OaodmMts-',
  'schedule.read': 'OaodmMts-',
  'days.read': 'OaodmMts-',
  'events.read': 'OaodmMts-',
  'hours.read': 'OaodmMts-',
  'hours.write': 'OaM',
  'closures.read': 'OaodmMts-',
  'closures.write': 'Oao',
  'calendar.write': 'Oa',
  'bookings.check': 'OaodmMt',
  'bookings.create': 'OaodmMt',
  'bookings.read': 'OaodmMt',
  'bookings.edit': 'OaodmMt',
  'bookings.decide': 'OaoM',
  'bookings.waive': 'OaoM',
  'bookings.book-for-others': 'Oaod',
  'recurrences.expand': 'OaodmMts',
  'installation.read': 'O',
  'health.read': 'OaodmMts-',
  'metrics.read': 'O',
  'permissions.read': 'OaodmMts-',
  'personal-data.manage': 'Oa',
  'zones.policy': 'OaM',
  'hours.grant': 'Oa',
  'hours-requests.read': 'OamMt',
  'hours-requests.withdraw': 'OM',
  'operators.read': 'OaodmMt',
  'operators.write': 'Oa',
  'operators.members': 'OaM',
  'agreements.read': 'OaomMt',
  'agreements.write': 'Oa',
  'bookings.accept': 'Oaod',
  'bookings.search': 'Oaod',
  'slips.issue': 'Oaod',
  'slips.use': 'OaodmMts-',
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
      'hours-requests.read',
      'operators.read',
      'agreements.read',
      'bookings.check',
      'bookings.create',
      'bookings.read',
      'bookings.edit',
    ]);
    expect(permissionsAt(person('admin'), OTHER)).toEqual([]);
  });
});

describe('the scope of a permission', () => {
  it('is the whole centre for its people, and no more than zones or an operator for a tenant', () => {
    expect([...scopesOf(person('office'), 'bookings.decide', CENTRE)]).toEqual(['centre']);
    expect([...scopesOf(tenant('manager'), 'bookings.decide', CENTRE)]).toEqual(['zones']);
    expect([...scopesOf(tenant('member'), 'bookings.decide', CENTRE)]).toEqual([]);
    expect([...scopesOf(tenant('member'), 'bookings.edit', CENTRE)]).toEqual(['own']);
    expect(canEverywhere(tenant('manager'), 'bookings.decide', CENTRE)).toBe(false);
    expect(canEverywhere(person('admin'), 'bookings.decide', CENTRE)).toBe(true);
  });

  it('adds up over the roles of one person', () => {
    const both = { ...tenant('manager'), memberships: person('office').memberships };
    expect([...scopesOf(both, 'bookings.decide', CENTRE)].sort()).toEqual(['centre', 'zones']);
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
