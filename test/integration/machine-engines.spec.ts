import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { machinePart } from '../support/machine-part.js';

interface State {
  dir: string;
  runDir: string;
  id: string;
}
interface Engine {
  name: string;
  socket: string;
  address: string;
  isAnswering(): Promise<boolean>;
  kill(): Promise<void>;
  powerOn(): Promise<void>;
}
interface Hosts {
  engines: Engine[];
  up(): Promise<void>;
  down(): Promise<void>;
}

const { openStateDir } = await machinePart<{ openStateDir: (dir: string) => State }>('machine/state-dir.mjs');
const { openDockerHosts } = await machinePart<{ openDockerHosts: (state: State, options?: object) => Promise<Hosts> }>(
  'machine/engines/docker-hosts.mjs',
);

/** The engine parts themselves; what runs on engines is tested elsewhere. */
describe('Docker hosts of this machine', () => {
  const state = openStateDir(mkdtempSync(path.join(tmpdir(), 'hosts-')));

  afterAll(async () => {
    await (await openDockerHosts(state)).down();
    rmSync(state.dir, { recursive: true, force: true });
  });

  it('come up, survive a power cut with their data, and leave nothing behind', async () => {
    const hosts = await openDockerHosts(state, { count: 2 });
    await hosts.up();
    const [first, second] = hosts.engines as [Engine, Engine];
    expect(await volumes(first, 'POST', '/volumes/create', { Name: 'kept' })).toBe(201);

    await first.kill();
    expect(await first.isAnswering()).toBe(false);
    expect(await second.isAnswering()).toBe(true);
    await first.powerOn();
    expect(await volumes(first, 'GET', '/volumes/kept')).toBe(200);

    await hosts.down();
    expect(leftovers(state)).toEqual([]);
    expect(existsSync(state.runDir)).toBe(false);
  });

  it('are found again by another process, and made anew with another number', async () => {
    await (await openDockerHosts(state, { count: 1 })).up();
    const found = await openDockerHosts(state);
    expect(found.engines.map(({ name }) => name)).toEqual(['h1']);
    expect(await found.engines[0]?.isAnswering()).toBe(true);
    const more = await openDockerHosts(state, { count: 2 });
    await more.up();
    expect(await Promise.all(more.engines.map((engine) => engine.isAnswering()))).toEqual([true, true]);
    await more.down();
    expect(leftovers(state)).toEqual([]);
  });
});

// links, network namespaces, mounts and processes that carry the state directory's name
function leftovers({ id, dir, runDir }: State): string[] {
  const links = execFileSync('ip', ['-o', 'link'], { encoding: 'utf8' }).split('\n');
  const namespaces = execFileSync('ip', ['netns'], { encoding: 'utf8' }).split('\n');
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  const names = [`jj${id}`, `${runDir}/`, `${dir}/engines`];
  return [...links, ...namespaces, ...mounts, ...processes].filter((line) => names.some((name) => line.includes(name)));
}

function volumes({ socket }: Engine, method: string, target: string, body?: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    const options = { socketPath: socket, path: target, method, headers, signal: AbortSignal.timeout(10_000) };
    request(options, (response) => resolve(response.resume().statusCode ?? 0))
      .once('error', reject)
      .end(body && JSON.stringify(body));
  });
}
