import { PassThrough } from 'node:stream';
import Docker from 'dockerode';
import { UpdateApp } from '@jujube/usecases/apps/update-app.js';
import { SetConfig } from '@jujube/usecases/config/set-config.js';
import { procfileImage } from '../../apps/builder/src/stack/procfile-image.js';
import { BuilderScene } from '../support/builder-scene.js';
import { firstTestHost, overTls } from '../support/test-hosts.js';
import { testRegistryWithLogin } from '../support/test-registry.js';

const BASE = process.env['TEST_BASE_IMAGE'] ?? '';
const MINUTES = 60_000;
const MARKED = 'marked-canary-4711';
const KEPT = 'kept-canary-0815';
const SHOWS = 'env; ls /run/secrets; wc -c < /run/secrets/NPM_TOKEN; cat /run/secrets/NPM_TOKEN';
const DOCKERFILE = `FROM ${BASE}\nRUN --mount=type=secret,id=NPM_TOKEN ${SHOWS}\nRUN ls /run/secrets || true\n`;

let scene: BuilderScene;

beforeAll(async () => void (scene = await BuilderScene.open()), MINUTES);
afterAll(() => scene?.close(), MINUTES);

describe('the config vars of an app', () => {
  let image = '';
  let output = '';

  beforeAll(async () => {
    const { commands } = scene.builder;
    const { id: appId } = await scene.apps.createApp();
    const [{ owner_id: userId }] = await scene.database.dataSource.query('select owner_id from apps');
    await commands.execute(new SetConfig({ appId, userId, patch: { NPM_TOKEN: MARKED, DATABASE_URL: KEPT } }));
    const buildTimeVars = ['NPM_TOKEN', 'NOT_SET'];
    await commands.execute(new UpdateApp({ appId, baseDomain: 'localhost', buildTimeVars }));
    scene.repository.commit({ Dockerfile: DOCKERFILE });
    const build = await scene.apps.build(appId, scene.repository.directory);
    const row = await scene.apps.ended(build);
    output = await scene.apps.output(build);
    expect([row.state, row.failure]).toEqual(['succeeded', null]);
    image = row.image ?? '';
  }, 3 * MINUTES);

  it('are shown to a build as secrets when they are marked for it, and no others are', () => {
    expect(output).toContain('Secrets of this build: NPM_TOKEN\n');
    expect(output).toContain(`\n${MARKED.length}\n`);
    expect(output).not.toContain(KEPT);
    expect(output).not.toContain('DATABASE_URL');
  });

  it('do not show in the output, even when a step prints them', () => {
    expect(output).toContain('********');
    expect(output).not.toContain(MARKED);
  });

  it(
    'leave nothing in the image',
    async () => {
      const host = firstTestHost();
      const docker = new Docker({ host: host.address, port: 2376, ...overTls(host).tls });
      const { host: serveraddress, login } = testRegistryWithLogin();
      const { username, password } = login!;
      await ended(docker, await docker.pull(image, { authconfig: { username, password, serveraddress } }));
      const exported = await docker.getImage(image).get();
      expect(await contains(exported, ['io.jujube.build', MARKED, KEPT])).toEqual([true, false, false]);
    },
    2 * MINUTES,
  );

  it('are variables of what installs the packages of an app with a Procfile', () => {
    const npm = { files: ['package.json'], argv: ['npm', 'ci'] };
    const lines = procfileImage({ baseImage: 'base', npm, processTypes: {}, secretNames: ['NPM_TOKEN'] });
    expect(lines).toContain(
      '\nRUN --mount=type=secret,id=NPM_TOKEN NPM_TOKEN="$(cat /run/secrets/NPM_TOKEN)" npm ci\n',
    );
  });
});

async function ended(docker: Docker, stream: NodeJS.ReadableStream): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve()));
  });
}

/** Which of the words stand in what a stream brings. */
async function contains(stream: NodeJS.ReadableStream, words: readonly string[]): Promise<boolean[]> {
  const found = words.map(() => false);
  let before = '';
  for await (const chunk of stream.pipe(new PassThrough())) {
    const text = before + (chunk as Buffer).toString('latin1');
    words.forEach((word, index) => (found[index] ||= text.includes(word)));
    before = text.slice(-100);
  }
  return found;
}
