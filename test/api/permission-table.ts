/**
 * Who gets what on every route, written down from the description of the roles and not from the code.
 *
 * Columns: - nobody, m a member of sunshine (who made the booking), n a manager of chunni, d desk, o office, a admin, O owner of the
 * installation, f a member of another centre, F an admin of another centre.
 * An operator or an agreement in a path is sunshine, or sunshine's.
 * Cells: . let through, 1 must sign in (401), 3 may not (403), 4 finds nothing (404).
 */
export const COLUMNS = '-mndoaOfF';

export type Letter = '-' | 'm' | 'n' | 'd' | 'o' | 'a' | 'O' | 'f' | 'F';

const ANYBODY = '.........';
const SIGNED_IN = '1........';
const OWNER = '133333.33';
/** A person of the installation at large is nobody's business but the owner's. */
const OWNER_OF_ANYBODY = '144444.44';
const ADMIN = '13333..44';
const OFFICE = '1333...44';
const STAFF = '133....44';
const ROLE = '1......44';
/** An internal booking: its maker and the centre's people know of it. */
const BOOKING = '1.4....44';
const DECISION = '1343...44';
/** Requests are taken in by the centre's people. */
const ACCEPTANCE = '134....44';

/** What an operator asks of the centre is its own and the admin's business. */
const TENANTS_REQUEST = '14444..44';

/** An operator is known to its own people and the centre's; a member manages nobody. */
const OPERATOR = '1.4....44';
const OPERATORS_ADMIN = '13433..44';
/** Whoever is signed in may accept what they hold; here it is no invitation, since accepting one changes who the caller is. */
const INVITED = '144444444';
/** The desk has no business with agreements. */
const AGREEMENT = '1.44...44';
const AGREEMENTS_ADMIN = '13443..44';

export const TABLE: Readonly<Record<string, string>> = {
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
  'GET /api/v1/links/{secret}': ANYBODY,
  'POST /api/v1/links/{secret}/password': ANYBODY,
  'POST /api/v1/links/{secret}/owner': ANYBODY,
  'GET /api/v1/slips/{code}': ANYBODY,
  'POST /api/v1/slips/{code}/cancel': ANYBODY,
  'POST /api/v1/centres/{centre}/bookings/search': STAFF,
  'POST /api/v1/centres/{centre}/bookings/{booking}/slip': ACCEPTANCE,
  'GET /api/v1/owners': OWNER,
  'GET /api/v1/owners/{person}': OWNER_OF_ANYBODY,
  'PATCH /api/v1/owners/{person}': OWNER_OF_ANYBODY,
  'GET /api/v1/audit': OWNER,
  'GET /api/v1/centres': ANYBODY,
  'POST /api/v1/centres': OWNER,
  'GET /api/v1/centres/{centre}': ANYBODY,
  'PATCH /api/v1/centres/{centre}': ADMIN,
  'GET /api/v1/centres/{centre}/audit': ADMIN,
  'GET /api/v1/centres/{centre}/people': ADMIN,
  'POST /api/v1/centres/{centre}/people': ADMIN,
  'GET /api/v1/centres/{centre}/people/{person}': ADMIN,
  'PATCH /api/v1/centres/{centre}/people/{person}': ADMIN,
  'DELETE /api/v1/centres/{centre}/people/{person}': ADMIN,
  'POST /api/v1/centres/{centre}/people/{person}/link': ADMIN,
  'POST /api/v1/centres/{centre}/people/{person}/lock': ADMIN,
  'POST /api/v1/centres/{centre}/people/{person}/unlock': ADMIN,
  'GET /api/v1/centres/{centre}/people/{account}/data': ADMIN,
  'POST /api/v1/centres/{centre}/people/{account}/forget': ADMIN,
  'POST /api/v1/centres/{centre}/personal-data/search': ADMIN,
  'POST /api/v1/centres/{centre}/personal-data/remove': ADMIN,
  'GET /api/v1/centres/{centre}/zones': ANYBODY,
  'POST /api/v1/centres/{centre}/zones': ADMIN,
  'PUT /api/v1/centres/{centre}/zones': ADMIN,
  'GET /api/v1/centres/{centre}/zones/{zone}': ANYBODY,
  'PATCH /api/v1/centres/{centre}/zones/{zone}': ADMIN,
  'DELETE /api/v1/centres/{centre}/zones/{zone}': ADMIN,
  'GET /api/v1/centres/{centre}/zones/{zone}/availability': ANYBODY,
  'GET /api/v1/centres/{centre}/zones/{zone}/hours': ANYBODY,
  'PUT /api/v1/centres/{centre}/zones/{zone}/hours': ADMIN,
  'PUT /api/v1/centres/{centre}/zones/{zone}/places': ADMIN,
  'PUT /api/v1/centres/{centre}/zones/{zone}/policy': ADMIN,
  'GET /api/v1/centres/{centre}/hours-requests': '1..33..44',
  'POST /api/v1/centres/{centre}/hours-requests/{request}/grant': TENANTS_REQUEST,
  'POST /api/v1/centres/{centre}/hours-requests/{request}/decline': TENANTS_REQUEST,
  'POST /api/v1/centres/{centre}/hours-requests/{request}/withdraw': '144443.44',
  'GET /api/v1/centres/{centre}/schedule': ANYBODY,
  'GET /api/v1/centres/{centre}/hours': ANYBODY,
  'PUT /api/v1/centres/{centre}/hours': ADMIN,
  'GET /api/v1/centres/{centre}/days': ANYBODY,
  'GET /api/v1/centres/{centre}/calendar/{year}': ANYBODY,
  'PUT /api/v1/centres/{centre}/calendar/{year}': ADMIN,
  'DELETE /api/v1/centres/{centre}/calendar/{year}': ADMIN,
  'GET /api/v1/centres/{centre}/closures': ANYBODY,
  'POST /api/v1/centres/{centre}/closures': OFFICE,
  'GET /api/v1/centres/{centre}/closures/{closure}': ANYBODY,
  'PATCH /api/v1/centres/{centre}/closures/{closure}': OFFICE,
  'POST /api/v1/centres/{centre}/closures/{closure}/cancel': OFFICE,
  'POST /api/v1/centres/{centre}/bookings/check': ROLE,
  'POST /api/v1/centres/{centre}/bookings': ROLE,
  'GET /api/v1/centres/{centre}/bookings': ROLE,
  'GET /api/v1/centres/{centre}/bookings/{booking}': BOOKING,
  'PATCH /api/v1/centres/{centre}/bookings/{booking}': BOOKING,
  'POST /api/v1/centres/{centre}/bookings/{booking}/cancel': BOOKING,
  'POST /api/v1/centres/{centre}/bookings/{booking}/undo-cancel': BOOKING,
  'POST /api/v1/centres/{centre}/bookings/{booking}/approve': DECISION,
  'POST /api/v1/centres/{centre}/bookings/{booking}/decline': DECISION,
  'POST /api/v1/centres/{centre}/bookings/{booking}/counter': DECISION,
  'POST /api/v1/centres/{centre}/bookings/{booking}/accept': ACCEPTANCE,
  'POST /api/v1/centres/{centre}/bookings/{booking}/proposal/accept': BOOKING,
  'POST /api/v1/centres/{centre}/bookings/{booking}/proposal/decline': BOOKING,
  'GET /api/v1/centres/{centre}/operators': ROLE,
  'POST /api/v1/centres/{centre}/operators': ADMIN,
  'GET /api/v1/centres/{centre}/operators/{operator}': OPERATOR,
  'PATCH /api/v1/centres/{centre}/operators/{operator}': OPERATORS_ADMIN,
  'GET /api/v1/centres/{centre}/operators/{operator}/members': OPERATORS_ADMIN,
  'PATCH /api/v1/centres/{centre}/operators/{operator}/members/{member}': OPERATORS_ADMIN,
  'DELETE /api/v1/centres/{centre}/operators/{operator}/members/{member}': OPERATORS_ADMIN,
  'GET /api/v1/centres/{centre}/operators/{operator}/invitations': OPERATORS_ADMIN,
  'POST /api/v1/centres/{centre}/operators/{operator}/invitations': OPERATORS_ADMIN,
  'DELETE /api/v1/centres/{centre}/operators/{operator}/invitations/{invitation}': OPERATORS_ADMIN,
  'GET /api/v1/centres/{centre}/agreements': '1..3...44',
  'POST /api/v1/centres/{centre}/agreements': ADMIN,
  'GET /api/v1/centres/{centre}/agreements/{agreement}': AGREEMENT,
  'GET /api/v1/centres/{centre}/agreements/{agreement}/versions': AGREEMENT,
  'GET /api/v1/centres/{centre}/agreements/{agreement}/use': AGREEMENT,
  'PATCH /api/v1/centres/{centre}/agreements/{agreement}': AGREEMENTS_ADMIN,
  'POST /api/v1/centres/{centre}/agreements/{agreement}/end': AGREEMENTS_ADMIN,
  'POST /api/v1/centres/{centre}/agreements/{agreement}/renew': AGREEMENTS_ADMIN,
  'GET /api/v1/invitations/{secret}': ANYBODY,
  'POST /api/v1/invitations/{secret}/accept': INVITED,
  'POST /api/v1/invitations/{secret}/account': ANYBODY,
  'POST /api/v1/recurrences/expand': SIGNED_IN,
  'GET /health/live': ANYBODY,
  'GET /health/ready': ANYBODY,
  'GET /metrics': OWNER,
};
