import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { GitRepository } from '../support/git-repository.js';
import { HerokuCli } from '../support/heroku-cli.js';
import { carryOut, rowsOf, type HerokuStep } from '../support/heroku-step.js';
import { runCli } from '../support/platform-cli.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { TlsEdge } from '../support/tls-edge.js';
import { sampleApp } from '../support/sample-app.js';

const STEP_MS = 180_000;
const APP = 'story-heroku';
const [OTHER, PIPELINE, PUSHED, TEAM] = ['story-heroku-2', 'story-heroku', 'story-heroku-push', 'story-heroku-team'];

let platform: TestPlatform;
let repository: GitRepository;
let heroku: HerokuCli;

beforeAll(async () => {
  platform = await sharedPlatform();
  heroku = await HerokuCli.at(platform);
  await platform.must('teams:create', TEAM);
  repository = new GitRepository('heroku');
  repository.commit(sampleApp('heroku'));
}, STEP_MS);

afterAll(async () => {
  for (const app of [APP, OTHER]) await platform?.jujube('apps:destroy', app, '--confirm', app);
  await platform?.jujube('pipelines:destroy', PIPELINE);
  await platform?.jujube('teams:destroy', TEAM);
  repository?.remove();
  heroku?.remove();
}, STEP_MS);

const a = `-a ${APP}`;

// one story, told in order: each step stands on the one before
const BEFORE_A_BUILD: readonly HerokuStep[] = [
  ['auth:whoami', 0, /^admin@localhost$/m],
  ['auth:token', 0, /^jj_/m],
  [`apps:create ${APP}`, 0, /http:\/\/story-heroku\.[^]*Creating .*story-heroku.*done/],
  ['apps', 0, /^story-heroku \(hosts\)$/m],
  [`apps:info ${a}`, 0, /Owner:\s+admin@localhost/],
  [`apps:info --json ${a}`, 0, /"name": "story-heroku"/],
  ['regions', 0, /hosts/],
  [`apps:stacks ${a}`, 0, /\* container/],
  [`ps ${a}`, 0, /No dynos on story-heroku/],
  [`config:set GREETING=good_morning OTHER=1 ${a}`, 0, /GREETING: good morning\n[^]*done, v2/],
  [`config ${a}`, 0, /GREETING:\s+good morning/],
  [`config:get GREETING ${a}`, 0, /^good morning$/m],
  [`config:unset OTHER ${a}`, 0, /done, v3/],
  [`config:get OTHER ${a}`, 0, /^\n/],
];

const WITH_A_BUILD: readonly HerokuStep[] = [
  [`releases ${a}`, 0, /story-heroku Releases - Current: v4/],
  [`releases --json ${a}`, 0, /"version": 4/],
  [`releases:info v4 ${a}`, 0, /=== Release v4/],
  [`releases:output v4 ${a}`, 0, /no release output/],
  [`ps ${a}`, 0, /=== web .*: node web\.js \(1\)[^]*web\.1: up/],
  [`ps:scale web=2 ${a}`, 0, /now running web at 2/],
  [`ps:scale ${a}`, 0, /web=2/],
  [`ps:restart --dyno-name web.1 ${a}`, 0, /Restarting dyno web\.1.*done/],
  [`ps:type ${a}`, 0, /web .* 2/],
  [`run ${a} -- echo $GREETING`, 0, /^good morning\r?$/m],
  [`run --exit-code ${a} -- false`, 1, /exited with code 1/],
  [`run:detached ${a} -- echo hi`, 0, /heroku logs --app story-heroku --dyno run\.\d+/],
  [`run:inside ${a} web.2 echo_$DYNO`, 0, /^web\.2\r?$/m],
  [`logs -n 50 ${a}`, 0, /app\[web\.1\]: listening as web\.1/],
  [`domains:add www.story-heroku.example ${a}`, 0, /Adding .*www\.story-heroku\.example.* to story-heroku.*done/],
  [`domains ${a}`, 0, /www\.story-heroku\.example/],
  [`domains:remove www.story-heroku.example ${a}`, 0, /Removing .*done/],
  [`maintenance:on ${a}`, 0, /Enabling maintenance mode for .*done/],
  [`maintenance ${a}`, 0, /^on$/m],
  [`maintenance:off ${a}`, 0, /Disabling maintenance mode for .*done/],
  [`access ${a}`, 0, /admin@localhost +owner/],
  [`access:add nobody@example.com ${a}`, 2, /Couldn't find that user/],
  [`config:set OTHER=2 ${a}`, 0, /done, v5/],
  [`releases:rollback v4 ${a}`, 0, /Rolling back story-heroku to v4.* done, v6/],
  [`apps:create ${OTHER}`, 0, /done/],
  [
    `pipelines:create ${PIPELINE} ${a} --stage staging`,
    0,
    /Creating story-heroku pipeline.*done[^]*Adding.*to.*as staging.*done/,
  ],
  [`pipelines:add ${PIPELINE} -a ${OTHER} --stage production`, 0, /done/],
  [`pipelines:info ${PIPELINE}`, 0, /story-heroku-2 +production/],
  [`pipelines:promote ${a}`, 0, /Promotion successful[^]*story-heroku-2: succeeded/],
  ['pipelines', 0, /^story-heroku$/m],
  [`addons ${a}`, 0, /No add-ons for app/],
  [`addons:create jujube-postgresql ${a}`, 2, /Jujube has no add-ons yet/],
  ['spaces', 2, /do not have access to any spaces/],
  ['teams', 0, /story-heroku-team +admin/],
  [`apps:transfer ${TEAM} ${a}`, 0, /Transferring.*story-heroku-team.*done/],
  [`apps --team ${TEAM}`, 0, /story-heroku\b/],
  [`access ${a}`, 0, /admin@localhost +admin +deploy, manage, operate, view/],
  [`apps:lock ${a}`, 0, /Locking .*done/],
  [`apps:unlock ${a}`, 0, /Unlocking .*done/],
  [`members --team ${TEAM}`, 0, /admin@localhost +admin/],
  [`apps:rename ${APP}-3 ${a}`, 0, /Renaming .*story-heroku-3.* done/],
  [`apps:rename ${APP} -a ${APP}-3`, 0, /done/],
  [`apps:destroy ${APP} --confirm ${APP}`, 0, /Destroying .*done/],
  [`apps:info ${a}`, 2, /Couldn't find that app/],
];

describe('the CLI of Heroku, as npm installs it, runs', () => {
  it.each(rowsOf(BEFORE_A_BUILD))('%s', async (command, rc, printed, typed) => {
    expect(await carryOut(heroku, command, typed)).toEqual({ rc, printed: expect.stringMatching(printed) });
  });

  it(
    'on an app that is built',
    async () => {
      const built = await platform.jujube('builds:create', '-a', APP, '--tar', repository.directory);
      expect(built).toMatchObject({ rc: 0 });
    },
    STEP_MS,
  );

  it.each(rowsOf(WITH_A_BUILD))(
    '%s',
    async (command, rc, printed, typed) => {
      expect(await carryOut(heroku, command, typed)).toEqual({ rc, printed: expect.stringMatching(printed) });
    },
    STEP_MS,
  );
});

describe('git', () => {
  it(
    'pushes over HTTPS with the credentials that the CLI gives it',
    async () => {
      const edge = await TlsEdge.before(platform.apiUrl);
      try {
        await platform.jujube('apps:create', PUSHED);
        repository.commit(sampleApp('over https'));
        const helper = `!HEROKU_GIT_HOST=${edge.host} ${heroku.program} git:credentials`;
        const env = { ...heroku.env(), GIT_SSL_CAINFO: edge.authorityFile, GIT_TERMINAL_PROMPT: '0' };
        const push = [
          '-c',
          'credential.helper=',
          '-c',
          `credential.helper=${helper}`,
          'push',
          `https://${edge.host}/${PUSHED}.git`,
        ];
        const { stdout, stderr } = await promisify(execFile)('git', [...push, 'main'], {
          cwd: repository.directory,
          env,
        });
        expect(stdout + stderr).toMatch(/remote: +http:.* serves v2/);
      } finally {
        await platform.jujube('apps:destroy', PUSHED, '--confirm', PUSHED);
        await edge.close();
      }
    },
    STEP_MS,
  );
});

describe('jujube heroku', () => {
  it(
    'runs it through a loopback address, and tells nobody else the token',
    async () => {
      const env = {
        ...{
          JUJUBE_URL: platform.apiUrl,
          JUJUBE_TOKEN: platform.token,
          XDG_CONFIG_HOME: path.dirname(repository.directory),
        },
        PATH: `${path.dirname(heroku.program)}:${process.env.PATH}`,
      };
      expect(await runCli(['heroku', 'auth:whoami'], env)).toMatchObject({ rc: 0, stdout: 'admin@localhost\n' });
      expect(await runCli(['heroku', 'apps:info', '-a', 'no-such-app'], env)).toMatchObject({ rc: 2 });
      const absent = await runCli(['heroku', 'apps'], { ...env, PATH: '/nonexistent' });
      expect(absent).toMatchObject({ rc: 1, stderr: expect.stringContaining('npm install -g heroku') });
    },
    STEP_MS,
  );
});
