/**
 * What the help consists of: a guide for each role, which is a list of topics, one for each screen. A topic bears the name of
 * its screen's route; its texts are `title`, `lead`, `steps` and perhaps `keys` in the area of its kind.
 */
const GUIDES = {
  resident: ['today', 'zone', 'plan', 'slip', 'door', 'door-sheet', 'sign-in', 'help'],
  member: [
    'operator',
    'book',
    'board',
    'bookings',
    'booking',
    'operator-bookings',
    'notices',
    'invitation',
    'sign-in',
    'me',
  ],
  manager: [
    'operator',
    'requests',
    'book',
    'board',
    'bookings',
    'booking',
    'operator-bookings',
    'operator-hours',
    'operator-members',
    'notices',
    'invitation',
    'me',
  ],
  desk: [
    'desk',
    'book',
    'board',
    'bookings',
    'booking',
    'today',
    'zone',
    'door',
    'door-sheet',
    'slip',
    'notices',
    'me',
  ],
  office: ['requests', 'board', 'book', 'bookings', 'booking', 'admin-closures', 'desk', 'notices', 'me'],
  admin: [
    'admin',
    'admin-zones',
    'admin-zone',
    'admin-zone-plan',
    'admin-centre-rules',
    'admin-hours',
    'admin-closures',
    'admin-calendar',
    'admin-operators',
    'admin-operator',
    'admin-people',
    'admin-settings',
    'admin-audit',
    'admin-health',
    'requests',
    'board',
    'book',
    'booking',
    'notices',
    'me',
  ],
  owner: [
    'welcome',
    'setup',
    'centres',
    'admin',
    'admin-people',
    'admin-settings',
    'admin-health',
    'admin-audit',
    'sign-in',
    'me',
    'help',
  ],
} as const satisfies Record<string, readonly string[]>;

/** Told where one is, but in no guide: nobody goes there on purpose. */
export const APART: readonly string[] = ['nowhere'];

export type GuideRole = keyof typeof GUIDES;

export const GUIDE_ROLES = Object.keys(GUIDES) as GuideRole[];

export const topicsOf = (role: GuideRole): readonly string[] => GUIDES[role];

/** Where the texts of a topic begin: those of who runs things are a file of their own. */
export const topicKey = (topic: string): string =>
  /^(?:admin|operator|setup|centres)/.test(topic) ? `help-running.${topic}` : `help-screens.${topic}`;

/** The first of these roles whose guide speaks of the topic, else the first that does at all. */
export const guideWith = (topic: string, roles: readonly GuideRole[]): GuideRole | undefined =>
  [...roles, ...GUIDE_ROLES].find((role) => topicsOf(role).includes(topic));
