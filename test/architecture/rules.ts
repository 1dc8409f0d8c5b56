/** Which of our projects each project may import. What is not listed may import nothing of ours. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'libs/core': [],
  'libs/contract': [],
  'libs/settings': [],
  'libs/certificates': ['libs/core'],
  'libs/database': ['libs/core', 'libs/settings'],
  'libs/queue': ['libs/core', 'libs/settings'],
  'libs/containers': ['libs/core', 'libs/settings'],
  'libs/registry': ['libs/core', 'libs/settings'],
  'libs/usecases': ['libs/core', 'libs/certificates', 'libs/database', 'libs/queue'],
  'libs/commands': ['libs/contract'],
  'apps/api': [
    'libs/contract',
    'libs/commands',
    'libs/usecases',
    'libs/core',
    'libs/database',
    'libs/queue',
    'libs/registry',
    'libs/settings',
  ],
  'apps/builder': [
    'libs/usecases',
    'libs/core',
    'libs/database',
    'libs/queue',
    'libs/containers',
    'libs/registry',
    'libs/settings',
  ],
  // the relay talks with the clients that attach to a dyno, in the frames of the contract
  'apps/scheduler': [
    'libs/certificates',
    'libs/contract',
    'libs/usecases',
    'libs/core',
    'libs/database',
    'libs/queue',
    'libs/containers',
    'libs/registry',
    'libs/settings',
  ],
  'apps/router': ['libs/core', 'libs/database', 'libs/queue', 'libs/settings'],
  'apps/cli': ['libs/contract', 'libs/commands'],
  'apps/chatbot': ['libs/contract', 'libs/commands'],
  'apps/drone-plugin': ['libs/contract', 'libs/commands'],
  'apps/console': ['libs/contract'],
};

/** One door per outside system: these packages may be named in these projects only. */
export const DOORS: Readonly<Record<string, readonly string[]>> = {
  typeorm: ['libs/database'],
  '@nestjs/typeorm': ['libs/database'],
  pg: ['libs/database'],
  bullmq: ['libs/queue'],
  ioredis: ['libs/queue'],
  dockerode: ['libs/containers'],
  ssh2: ['libs/containers'],
  '@peculiar/x509': ['libs/certificates'],
  commander: ['apps/cli', 'libs/commands'],
};

/** Projects that take nothing from npm but what is listed. Their specs may use fast-check. */
export const PURE: Readonly<Record<string, readonly string[]>> = {
  'libs/core': ['re2js'],
};

/** As a whole file or folder name, or as its last word: they say nothing about what is inside. */
export const BANNED_WORDS = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'shared',
  'misc',
  'base',
  'manager',
  'data',
  'info',
  'impl',
];

export const MAX_LINES = 250;

/** A rule that does not hold somewhere, and why that is right. Each entry must still be needed. */
export interface Exception {
  /** the name of the check in checks.ts */
  readonly rule: string;
  /** exactly what the check reports */
  readonly offence: string;
  readonly because: string;
}

const HEROKU_WORD = "the verb is Heroku's own `…:info`, and a file is named after its verb";

const NAMES = 'every file and folder has a name that says something';

export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'there are no barrels',
    offence: 'libs/database/src/connection.ts',
    because: 'the door itself: two classes of TypeORM under one name of ours, so that no other project names typeorm',
  },
  { rule: NAMES, offence: 'libs/commands/src/apps/app-info.ts', because: HEROKU_WORD },
  { rule: NAMES, offence: 'libs/commands/src/builds/build-info.ts', because: HEROKU_WORD },
  { rule: NAMES, offence: 'libs/commands/src/deploys/deploy-info.ts', because: HEROKU_WORD },
  { rule: NAMES, offence: 'libs/commands/src/hosts/host-info.ts', because: HEROKU_WORD },
  { rule: NAMES, offence: 'libs/commands/src/pipelines/pipeline-info.ts', because: HEROKU_WORD },
  { rule: NAMES, offence: 'libs/commands/src/releases/release-info.ts', because: HEROKU_WORD },
];
