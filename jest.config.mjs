/** Tests run as native ES modules; @swc/jest keeps the decorator metadata that NestJS needs. */
const swc = (jsc, type) => ['@swc/jest', { swcrc: false, jsc: { target: 'es2022', ...jsc }, module: { type } }];

/** CommonJS packages among our libraries `require()` these ES modules, which Node does itself but Jest does not. */
const REQUIRED_ES_MODULES = '(cookie|content-disposition|glob)';

const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
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

export default {
  testTimeout: 60_000,
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/test/{scheduling,platform}/**/*.spec.ts'] },
    {
      ...base,
      displayName: 'api',
      testMatch: ['<rootDir>/test/**/*.spec.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/(scheduling|platform)/', '/node_modules/'],
    },
  ],
};
