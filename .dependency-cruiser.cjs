/**
 * The one arrow of the house:
 * scheduling <- platform <- accounts, audit, notices <- centres <- hours <- operators <- bookings <- privacy <- app.module
 */
const later = {
  scheduling: [
    'platform',
    'audit',
    'accounts',
    'notices',
    'centres',
    'hours',
    'operators',
    'bookings',
    'privacy',
    'demo',
  ],
  platform: ['audit', 'accounts', 'notices', 'centres', 'hours', 'operators', 'bookings', 'privacy', 'demo'],
  audit: ['notices', 'centres', 'hours', 'operators', 'bookings', 'privacy', 'demo'],
  accounts: ['notices', 'centres', 'hours', 'operators', 'bookings', 'privacy', 'demo'],
  events: ['hours', 'operators', 'bookings', 'privacy', 'demo'],
  notices: ['centres', 'hours', 'operators', 'bookings', 'privacy', 'demo'],
  centres: ['hours', 'operators', 'bookings', 'privacy', 'demo'],
  hours: ['operators', 'bookings', 'privacy', 'demo'],
  operators: ['bookings', 'privacy', 'demo'],
  bookings: ['privacy', 'demo'],
  privacy: ['demo'],
};
const why = {
  scheduling: 'The pure middle is shared by server and web app; it may know nothing of either.',
  platform: 'Platform is what every module stands on; if it knew one of them, nothing could be taken away.',
  audit: 'The audit log records for all modules and reads none of them.',
  accounts: 'Who someone is must not depend on what they book.',
  notices:
    'Hours, operators and bookings all tell people of what happened, so notices stand under them and know ids only.',
  centres: 'Zones and cells are the ground; hours and bookings are laid over them.',
  hours: 'Hours say when a zone is open; they must not know who booked it (they ask through a port bookings fill).',
  events: 'An event says that something changed and never what, so it needs to know nothing of what there is.',
  operators: 'An operator has agreements over zones; bookings look those up, not the other way round.',
  privacy: 'What is kept of a person is collected from all modules; none of them may depend on that.',
  bookings: 'The demo data is made from bookings, never the reverse.',
};

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle means two modules are one.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...Object.entries(later).map(([module, targets]) => ({
      name: `${module}-looks-down-only`,
      comment: why[module],
      severity: 'error',
      from: { path: `^src/${module}/` },
      to: { path: `^src/(${targets.join('|')})/` },
    })),
    {
      name: 'scheduling-is-pure',
      comment:
        'Only date-fns, @date-fns/tz and rrule-temporal (with the Temporal polyfill it needs) may be used in the pure middle.',
      severity: 'error',
      from: { path: '^src/scheduling/' },
      to: {
        pathNot:
          '^(src/scheduling/|node_modules/(date-fns|@date-fns/tz|rrule-temporal|temporal-polyfill|temporal-spec)/)',
      },
    },
    {
      name: 'web-knows-scheduling-only',
      comment: 'The web app speaks to the server through the API, and shares the pure middle.',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/(?!web/|scheduling/)' },
    },
    {
      name: 'server-knows-no-web',
      comment: 'The server sends the built files; it never imports the sources of the web app.',
      severity: 'error',
      from: { path: '^src/(?!web/)' },
      to: { path: '^src/web/' },
    },
    {
      name: 'no-test-in-src',
      comment: 'The product must not depend on its tests.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-dev-dependency',
      comment:
        'What runs must be installed in production; the web app runs in the browser, from what the build made of it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/web/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
