import type { Level } from './visibility.js';

/**
 * What each kind of caller gets on every route, written down from the description of the roles and not from the code.
 *
 * Columns: - nobody; A manager and a member of the operator alpha; B and b of the operator beta; p a member of the centre;
 * d desk, o office, x admin, O owner; F admin of another centre, f manager of an operator of another centre.
 * Cells: . let through, 1 must sign in (401), 3 may not (403), 4 finds nothing (404). The booking in question is internal,
 * made by b for beta in a zone where alpha has nothing to say and beta decides nothing.
 */
export const COLUMNS = '-AaBbpdoxOFf';

const ANYBODY = '............';
const SIGNED_IN = '1...........';
const OWNER = '133333333.33';
const OWNER_OF_ANYBODY = '144444444.44';
const ADMIN = '13333333..44';
const OFFICE = '1333333...44';
const STAFF = '133333....44';
const BELONGING = '1.........44';
const BOOKING = '144..4....44';
const DECISION = '1443343...44';
const ACCEPTANCE = '144334....44';

/** An operator is known to its own people and the centre's; a member manages nobody. */
const OPERATOR = '144..4....44';
const OPERATORS_ADMIN = '14433433..44';
const OPERATORS_PEOPLE = '144.3433..44';
/** The desk has no business with agreements. */
const AGREEMENT = '144..44...44';
const AGREEMENTS_ADMIN = '14433443..44';
/** What an operator asks of the centre is its own and the admin's business. */
const REQUEST = '144.3444..44';
const REQUEST_DECIDED = '14433444..44';

const CENTRE = '/api/v1/centres/{centre}';

export const ISOLATION: Readonly<Record<string, string>> = {
  'POST /api/v1/sessions': ANYBODY,
  'DELETE /api/v1/sessions/current': SIGNED_IN,
  'GET /api/v1/tokens': SIGNED_IN,
  'POST /api/v1/tokens': SIGNED_IN,
  'DELETE /api/v1/tokens/{token}': SIGNED_IN,
  'GET /api/v1/permissions': ANYBODY,
  'GET /api/v1/me': SIGNED_IN,
  'PUT /api/v1/me/password': SIGNED_IN,
  'GET /api/v1/me/notices': SIGNED_IN,
  'GET /api/v1/me/notices/count': SIGNED_IN,
  'POST /api/v1/me/notices/read': SIGNED_IN,
  'GET /api/v1/invitations/{secret}': ANYBODY,
  'POST /api/v1/invitations/{secret}/accept': SIGNED_IN,
  'POST /api/v1/invitations/{secret}/account': ANYBODY,
  'GET /api/v1/links/{secret}': ANYBODY,
  'POST /api/v1/links/{secret}/password': ANYBODY,
  'POST /api/v1/links/{secret}/owner': ANYBODY,
  'GET /api/v1/slips/{code}': ANYBODY,
  'POST /api/v1/slips/{code}/cancel': ANYBODY,
  'GET /api/v1/owners': OWNER,
  'GET /api/v1/owners/{person}': OWNER_OF_ANYBODY,
  'PATCH /api/v1/owners/{person}': OWNER_OF_ANYBODY,
  'GET /api/v1/audit': OWNER,
  'GET /api/v1/centres': ANYBODY,
  'POST /api/v1/centres': OWNER,
  [`GET ${CENTRE}`]: ANYBODY,
  [`PATCH ${CENTRE}`]: ADMIN,
  [`GET ${CENTRE}/audit`]: ADMIN,
  [`GET ${CENTRE}/people`]: ADMIN,
  [`POST ${CENTRE}/people`]: ADMIN,
  [`GET ${CENTRE}/people/{person}`]: ADMIN,
  [`PATCH ${CENTRE}/people/{person}`]: ADMIN,
  [`DELETE ${CENTRE}/people/{person}`]: ADMIN,
  [`POST ${CENTRE}/people/{person}/link`]: ADMIN,
  [`POST ${CENTRE}/people/{person}/lock`]: ADMIN,
  [`POST ${CENTRE}/people/{person}/unlock`]: ADMIN,
  [`GET ${CENTRE}/people/{account}/data`]: ADMIN,
  [`POST ${CENTRE}/people/{account}/forget`]: ADMIN,
  [`POST ${CENTRE}/personal-data/search`]: ADMIN,
  [`POST ${CENTRE}/personal-data/remove`]: ADMIN,
  [`GET ${CENTRE}/operators`]: BELONGING,
  [`POST ${CENTRE}/operators`]: ADMIN,
  [`GET ${CENTRE}/operators/{operator}`]: OPERATOR,
  [`PATCH ${CENTRE}/operators/{operator}`]: OPERATORS_ADMIN,
  [`GET ${CENTRE}/operators/{operator}/members`]: OPERATORS_PEOPLE,
  [`PATCH ${CENTRE}/operators/{operator}/members/{member}`]: OPERATORS_PEOPLE,
  [`DELETE ${CENTRE}/operators/{operator}/members/{member}`]: OPERATORS_PEOPLE,
  [`GET ${CENTRE}/operators/{operator}/invitations`]: OPERATORS_PEOPLE,
  [`POST ${CENTRE}/operators/{operator}/invitations`]: OPERATORS_PEOPLE,
  [`DELETE ${CENTRE}/operators/{operator}/invitations/{invitation}`]: OPERATORS_PEOPLE,
  [`GET ${CENTRE}/agreements`]: '1.....3...44',
  [`POST ${CENTRE}/agreements`]: ADMIN,
  [`GET ${CENTRE}/agreements/{agreement}`]: AGREEMENT,
  [`GET ${CENTRE}/agreements/{agreement}/versions`]: AGREEMENT,
  [`GET ${CENTRE}/agreements/{agreement}/use`]: AGREEMENT,
  [`PATCH ${CENTRE}/agreements/{agreement}`]: AGREEMENTS_ADMIN,
  [`POST ${CENTRE}/agreements/{agreement}/end`]: AGREEMENTS_ADMIN,
  [`POST ${CENTRE}/agreements/{agreement}/renew`]: AGREEMENTS_ADMIN,
  [`GET ${CENTRE}/hours-requests`]: '1.....33..44',
  [`POST ${CENTRE}/hours-requests/{request}/grant`]: REQUEST_DECIDED,
  [`POST ${CENTRE}/hours-requests/{request}/decline`]: REQUEST_DECIDED,
  [`POST ${CENTRE}/hours-requests/{request}/withdraw`]: REQUEST,
  [`PUT ${CENTRE}/zones/{zone}/places`]: ADMIN,
  [`PUT ${CENTRE}/zones/{zone}/policy`]: ADMIN,
  [`GET ${CENTRE}/zones`]: ANYBODY,
  [`POST ${CENTRE}/zones`]: ADMIN,
  [`PUT ${CENTRE}/zones`]: ADMIN,
  [`GET ${CENTRE}/zones/{zone}`]: ANYBODY,
  [`PATCH ${CENTRE}/zones/{zone}`]: ADMIN,
  [`DELETE ${CENTRE}/zones/{zone}`]: ADMIN,
  [`GET ${CENTRE}/zones/{zone}/availability`]: ANYBODY,
  [`GET ${CENTRE}/zones/{zone}/hours`]: ANYBODY,
  [`PUT ${CENTRE}/zones/{zone}/hours`]: ADMIN,
  [`GET ${CENTRE}/schedule`]: ANYBODY,
  [`GET ${CENTRE}/hours`]: ANYBODY,
  [`PUT ${CENTRE}/hours`]: ADMIN,
  [`GET ${CENTRE}/days`]: ANYBODY,
  [`GET ${CENTRE}/calendar/{year}`]: ANYBODY,
  [`PUT ${CENTRE}/calendar/{year}`]: ADMIN,
  [`DELETE ${CENTRE}/calendar/{year}`]: ADMIN,
  [`GET ${CENTRE}/closures`]: ANYBODY,
  [`POST ${CENTRE}/closures`]: OFFICE,
  [`GET ${CENTRE}/closures/{closure}`]: ANYBODY,
  [`PATCH ${CENTRE}/closures/{closure}`]: OFFICE,
  [`POST ${CENTRE}/closures/{closure}/cancel`]: OFFICE,
  [`POST ${CENTRE}/bookings/check`]: BELONGING,
  [`POST ${CENTRE}/bookings`]: BELONGING,
  [`GET ${CENTRE}/bookings`]: BELONGING,
  [`GET ${CENTRE}/bookings/{booking}`]: BOOKING,
  [`PATCH ${CENTRE}/bookings/{booking}`]: BOOKING,
  [`POST ${CENTRE}/bookings/{booking}/cancel`]: BOOKING,
  [`POST ${CENTRE}/bookings/{booking}/undo-cancel`]: BOOKING,
  [`POST ${CENTRE}/bookings/{booking}/approve`]: DECISION,
  [`POST ${CENTRE}/bookings/{booking}/decline`]: DECISION,
  [`POST ${CENTRE}/bookings/{booking}/counter`]: DECISION,
  [`POST ${CENTRE}/bookings/{booking}/accept`]: ACCEPTANCE,
  [`POST ${CENTRE}/bookings/{booking}/slip`]: ACCEPTANCE,
  [`POST ${CENTRE}/bookings/search`]: STAFF,
  [`POST ${CENTRE}/bookings/{booking}/proposal/accept`]: BOOKING,
  [`POST ${CENTRE}/bookings/{booking}/proposal/decline`]: BOOKING,
  'POST /api/v1/recurrences/expand': SIGNED_IN,
  'GET /health/live': ANYBODY,
  'GET /health/ready': ANYBODY,
  'GET /metrics': OWNER,
};

const PLACE = ['start', 'end', 'zone', 'status'];
const ON_BOARD = [...PLACE, 'setupMinutes', 'cleanupMinutes'];

/** Every field of a date in the schedule, by how much of it may be known. */
export const SCHEDULE_FIELDS: Readonly<Record<Level, readonly string[]>> = {
  everything: [...ON_BOARD, 'id', 'booking', 'title', 'heads', 'visibility'],
  title: [...ON_BOARD, 'id', 'booking', 'title'],
  count: [...ON_BOARD, 'busy', 'heads'],
  busy: [...ON_BOARD, 'busy'],
};

/** Every field of what a refusal says was met. */
export const MET_FIELDS: Readonly<Record<Level, readonly string[]>> = {
  everything: ['kind', 'start', 'end', 'zone', 'id', 'title', 'pending'],
  title: ['kind', 'start', 'end', 'zone', 'id', 'title', 'pending'],
  count: ['kind', 'start', 'end', 'pending'],
  busy: ['kind', 'start', 'end', 'pending'],
};

const HEAD = ['id', 'status', 'zone', 'title', 'visibility', 'occurrences'];
const DATE = ['id', ...PLACE, 'edited'];

/** Fields of a booking, and of its dates, that are always there for who may know everything of it or only its title. */
export const BOOKING_FIELDS = {
  title: HEAD,
  everything: [...HEAD, 'version', 'heads', 'needs', 'note', 'createdBy', 'createdAt'],
  /** Only when every date is theirs to know. */
  rule: ['recurrence', 'segments'],
} as const;

export const DATE_FIELDS = {
  title: DATE,
  everything: [...DATE, 'heads', 'original', 'setupMinutes', 'cleanupMinutes'],
} as const;
