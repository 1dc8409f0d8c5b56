import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../support/eventually.js';
import { GitRepository } from '../support/git-repository.js';
import { HerokuCli } from '../support/heroku-cli.js';
import { carryOut, rowsOf, type HerokuStep } from '../support/heroku-step.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { sampleApp } from '../support/sample-app.js';
import { testCertificate } from '../support/test-certificates.js';
import {
  ACCOUNT,
  APPS,
  CONFIG,
  domains,
  DYNOS,
  END,
  HOST,
  NAMES,
  NOT_YET,
  PEOPLE,
  PIPELINES,
  RELEASES,
} from './heroku-steps.js';

const STEP_MS = 180_000;
const { app: APP, other: OTHER, pipeline: PIPELINE, team: TEAM, space: SPACE } = NAMES;
// files that steps name; no `_` in it, which would be a blank
const FILES = mkdtempSync(path.join(tmpdir(), 'jj-night-')).replaceAll('_', '-');

let platform: TestPlatform;
let repository: GitRepository;
let heroku: HerokuCli;

beforeAll(async () => {
  platform = await sharedPlatform();
  heroku = await HerokuCli.at(platform);
  await platform.must('teams:create', TEAM);
  await platform.must('environments:create', SPACE);
  await platform.must('users:invite', 'mate@example.com');
  repository = new GitRepository('night');
  repository.commit(sampleApp('night'));
  for (const name of ['first', 'second']) {
    const { chain, key } = testCertificate([HOST]);
    writeFileSync(path.join(FILES, `${name}.crt`), chain);
    writeFileSync(path.join(FILES, `${name}.key`), key);
  }
}, STEP_MS);

afterAll(async () => {
  for (const app of [APP, OTHER]) await platform?.jujube('apps:destroy', app, '--confirm', app);
  await platform?.jujube('pipelines:destroy', PIPELINE);
  await platform?.jujube('teams:destroy', TEAM);
  await platform?.jujube('environments:destroy', SPACE);
  repository?.remove();
  heroku?.remove();
  rmSync(FILES, { recursive: true });
}, STEP_MS);

function tell(steps: readonly HerokuStep[]): void {
  it.each(rowsOf(steps))(
    '%s',
    async (command, rc, printed, typed) => {
      expect(await carryOut(heroku, command, typed)).toEqual({ rc, printed: expect.stringMatching(printed) });
    },
    STEP_MS,
  );
}

describe('every night, the CLI of Heroku as npm installs it', () => {
  describe('knows the account:', () => tell(ACCOUNT));
  describe('makes apps:', () => tell(APPS));
  describe('configures:', () => tell(CONFIG));

  it(
    'has an app that is built',
    async () => {
      await platform.must('builds:create', '-a', APP, '--tar', repository.directory);
    },
    STEP_MS,
  );

  describe('runs dynos:', () => tell(DYNOS));

  it(
    'logs --tail: shows a line when it is written, and goes on',
    async () => {
      const tail = spawn(heroku.program, ['logs', '--tail', '-a', APP], { env: heroku.env() });
      let shown = '';
      tail.stdout.on('data', (data: Buffer) => (shown += data.toString()));
      await eventually(() => expect(shown).toContain('heroku['), { withinMs: 30_000 });
      await platform.must('run', '-a', APP, '--detach', '--', 'echo', 'seen-at-night');
      await eventually(() => expect(shown).toContain('seen-at-night'), { withinMs: 60_000 });
      expect(tail.exitCode).toBeNull();
      tail.kill('SIGINT');
      await once(tail, 'exit');
    },
    STEP_MS,
  );

  describe('releases:', () => tell(RELEASES));
  describe('names and secures:', () => tell(domains(FILES)));
  describe('lets people in:', () => tell(PEOPLE));
  describe('promotes:', () => tell(PIPELINES));
  describe('is told what there is not:', () => tell(NOT_YET));
  describe('takes all away:', () => tell(END));
});
