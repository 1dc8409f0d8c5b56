import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually.js';
import type { CliRun } from './platform-cli.js';

const DEADLINE_MS = 120_000;
// Debian's Docker client goes with Debian's engine; another one may be in front of it
const PATH = ['/usr/bin', '/usr/sbin', process.env.PATH].join(':');
const run = promisify(execFile);

/**
 * A developer's machine as a network namespace: its one cable leads to this machine, its names are those that it is told, and
 * it has a Docker engine that trusts one authority.
 */
export class ClientMachine {
  private readonly name = `jjc${process.pid}`;
  private readonly home = mkdtempSync(path.join(tmpdir(), 'jjc-'));
  private engine: ChildProcess | null = null;

  private constructor(private readonly prefix: string) {}

  /** @param names host names that lead to the other end of the cable */
  static async plugIn(names: readonly string[]): Promise<ClientMachine> {
    const machine = new ClientMachine(`10.232.${1 + (process.pid % 250)}`);
    const { name, prefix } = machine;
    writeFileSync(machine.names, `127.0.0.1 localhost\n${machine.platformAddress} ${names.join(' ')}\n`);
    await ip('netns', 'add', name);
    await ip('link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    await ip('addr', 'add', `${machine.platformAddress}/30`, 'dev', name);
    await ip('link', 'set', name, 'up');
    await ip('-n', name, 'link', 'set', 'lo', 'up');
    await ip('-n', name, 'addr', 'add', `${prefix}.2/30`, 'dev', 'eth0');
    await ip('-n', name, 'link', 'set', 'eth0', 'up');
    return machine;
  }

  /** of the other end of the cable: where the platform has to listen */
  get platformAddress(): string {
    return `${this.prefix}.1`;
  }

  /** A directory of it with these files. */
  directory(files: Readonly<Record<string, string>>): string {
    const directory = mkdtempSync(path.join(this.home, 'work-'));
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(directory, file), text);
    return directory;
  }

  async startEngine(authorityFile: string): Promise<void> {
    const at = (name: string) => path.join(this.home, name);
    const places = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid')];
    const alone = ['--bridge', 'none', '--iptables=false', '--ip6tables=false'];
    const [program, ...argv] = this.inside(['dockerd', '--host', this.socket, ...places, ...alone]);
    const env = { PATH, HOME: this.home, SSL_CERT_FILE: authorityFile };
    const engine = spawn(program, argv, { env, stdio: 'ignore' });
    this.engine = engine;
    await eventually(
      async () => {
        if (engine.exitCode !== null) throw new Error(`dockerd ended with ${engine.exitCode}`);
        await run('docker', ['version'], { env: { ...process.env, PATH, DOCKER_HOST: this.socket } });
      },
      { withinMs: 60_000 },
    );
  }

  /** A wrong exit code is an answer, not an exception. */
  run(
    program: string,
    args: readonly string[],
    options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
  ): Promise<CliRun> {
    const { env = {}, cwd = this.home } = options;
    const own = { PATH, HOME: this.home, DOCKER_HOST: this.socket, TERM: 'dumb', ...env };
    return new Promise((resolve, reject) => {
      const [first, ...argv] = this.inside([program, ...args]);
      const child = execFile(first, argv, { env: own, cwd, timeout: DEADLINE_MS }, (error, stdout, stderr) => {
        if (child.exitCode === null)
          reject(new Error(`${program} ${args.join(' ')} did not end\n${stderr}`, { cause: error }));
        else resolve({ rc: child.exitCode, stdout, stderr });
      });
      child.stdin?.end();
    });
  }

  async remove(): Promise<void> {
    if (this.engine && this.engine.exitCode === null) {
      this.engine.kill('SIGTERM');
      await once(this.engine, 'exit', { signal: AbortSignal.timeout(30_000) });
    }
    await ip('netns', 'del', this.name);
    rmSync(this.home, { recursive: true, force: true });
  }

  private get socket(): string {
    return `unix://${this.home}/docker.sock`;
  }

  /** What its programs see in place of /etc/hosts. */
  private get names(): string {
    return path.join(this.home, 'hosts');
  }

  // not `ip netns exec`: that hides the control groups, which engines need
  private inside(argv: readonly string[]): [string, ...string[]] {
    const withNames = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc/hosts && exec "$@"', this.names];
    return ['nsenter', `--net=/run/netns/${this.name}`, ...withNames, ...argv];
  }
}

async function ip(...args: string[]): Promise<void> {
  await run('ip', args, { timeout: 10_000 });
}
