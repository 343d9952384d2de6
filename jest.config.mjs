import { bundledLibraries } from './test/support/libraries.mjs';

/** Tests run as native ES modules; @swc/jest keeps the decorator metadata that NestJS needs. */
const swc = (jsc, type) => ['@swc/jest', { swcrc: false, jsc: { target: 'es2022', ...jsc }, module: { type } }];

/** CommonJS packages among our libraries `require()` these ES modules, which Node does itself but Jest does not. */
const REQUIRED_ES_MODULES = '(cookie|content-disposition|glob)';

const base = {
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/support/async-storage.mjs', '<rootDir>/test/support/sqlite-errors.mjs'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { ...(await bundledLibraries()), '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    [`node_modules/${REQUIRED_ES_MODULES}/.*\\.js$`]: swc({ parser: { syntax: 'ecmascript' } }, 'commonjs'),
    '^.+\\.ts$': swc(
      {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
      'es6',
    ),
  },
  transformIgnorePatterns: [`/node_modules/(?!${REQUIRED_ES_MODULES}/)`],
};

/** Specs of one engine say so in their name, such as `guard.sqlite.spec.ts`; all others run on both. */
const ELSEWHERE = '<rootDir>/test/(scheduling|platform|web|browser)/';
const api = {
  ...base,
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
};

export default {
  testTimeout: 180_000,
  testSequencer: '<rootDir>/test/support/sequencer.mjs',
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/test/{scheduling,platform,web}/**/*.spec.ts'] },
    {
      ...base,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.spec.ts', '<rootDir>/test/prove/*.browser.spec.ts'],
      globalSetup: '<rootDir>/test/browser/support/browser.setup.mjs',
      globalTeardown: '<rootDir>/test/browser/support/browser.teardown.mjs',
    },
    {
      ...api,
      displayName: 'api',
      globalSetup: '<rootDir>/test/support/templates.setup.mjs',
      globalTeardown: '<rootDir>/test/support/templates.teardown.mjs',
      testPathIgnorePatterns: [ELSEWHERE, '\\.(postgres|browser)\\.spec\\.ts$', '/node_modules/'],
    },
    {
      ...api,
      displayName: 'postgres',
      globals: { TEST_DATABASE: 'postgres' },
      globalSetup: '<rootDir>/test/support/postgres.server.mjs',
      globalTeardown: '<rootDir>/test/support/postgres.teardown.mjs',
      testPathIgnorePatterns: [ELSEWHERE, '\\.(sqlite|browser)\\.spec\\.ts$', '/node_modules/'],
    },
  ],
};
