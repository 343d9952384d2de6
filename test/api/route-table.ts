/**
 * Who gets what on every route: the one place to which a new route is added. Written down from the description of the
 * roles and not from the code. What the answers hold stands in `isolation/shapes.ts`, by the names of the API description.
 *
 * Columns: - nobody; A manager and a member of the operator alpha; B and b of the operator beta; p a member of the centre;
 * d desk, o office, x admin, O owner; F admin of another centre, f manager of an operator of another centre.
 * Cells: . let through, 1 must sign in (401), 3 may not (403), 4 finds nothing (404). Operator, agreement, member, invitation
 * and request in a path are beta's. The booking in question is internal, made by b for beta in a zone where alpha has
 * nothing to say and beta decides nothing.
 */
export const COLUMNS = '-AaBbpdoxOFf';

export const LETTERS: readonly string[] = [...COLUMNS];

export const cellFor = (route: string, letter: string): string => ROUTES[route]?.[COLUMNS.indexOf(letter)] ?? '';

const ANYBODY = '............';
const SIGNED_IN = '1...........';
/** Whoever is signed in may accept what they hold; here it is no invitation, since accepting one changes who the caller is. */
const UNINVITED = '144444444444';
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
/** What an operator asks of the centre is its own and the admin's business; it alone takes that back. */
const REQUEST_WITHDRAWN = '144.34443.44';
const REQUEST_DECIDED = '14433444..44';

const CENTRE = '/api/v1/centres/{centre}';

export const ROUTES: Readonly<Record<string, string>> = {
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
  'POST /api/v1/invitations/{secret}/accept': UNINVITED,
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
  'POST /api/v1/centres/import': OWNER,
  'GET /api/v1/centre-examples': OWNER,
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
  [`POST ${CENTRE}/hours-requests/{request}/withdraw`]: REQUEST_WITHDRAWN,
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
  [`GET ${CENTRE}/events`]: ANYBODY,
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
  'GET /api/v1/installation': OWNER,
  'GET /health/live': ANYBODY,
  'GET /health/ready': ANYBODY,
  'GET /metrics': OWNER,
};
