const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
};

const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch,
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: {
    '^@jujube/([^/]+)/(.*)\\.js$': '<rootDir>/libs/$1/src/$2.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  ...more,
});

/** `unit` needs nothing, `integration` real services, `e2e` a whole platform, `installation` makes its own (test/README.md). */
export default {
  projects: [
    project('unit', ['<rootDir>/{apps,libs}/**/*.spec.ts', '<rootDir>/test/*.spec.ts']),
    project('integration', ['<rootDir>/test/integration/**/*.spec.ts'], {
      setupFiles: ['<rootDir>/test/support/services-of-worker.ts'],
    }),
    project('e2e', ['<rootDir>/test/{e2e,faults}/**/*.e2e-spec.ts']),
    project('installation', ['<rootDir>/test/installation/**/*.e2e-spec.ts']),
    project('nightly', ['<rootDir>/test/nightly/*.spec.ts', '<rootDir>/test/e2e/api-fuzz.e2e-spec.ts']),
  ],
  workerIdleMemoryLimit: '512MB',
  // the first file of a fresh clone compiles all that the others share, while other parts run
  testTimeout: 60_000,
};
