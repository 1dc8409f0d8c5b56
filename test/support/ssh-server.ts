import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';

const run = promisify(execFile);
const SSHD = '/usr/sbin/sshd';

/** Debian's OpenSSH server on loopback with its own keys, which lets this process's user in and forwards sockets. */
export class SshServer {
  #sshd!: ChildProcess;
  #log = '';
  port = 0;
  /** Key that the server lets in. */
  privateKey = '';
  hostKey = '';

  private constructor(private readonly directory: string) {}

  static async start(): Promise<SshServer> {
    const server = new SshServer(await mkdtemp(path.join(tmpdir(), 'jujube-ssh-')));
    await server.#writeFiles();
    await server.#run();
    return server;
  }

  /** How often somebody proved to have the key. */
  get logins(): number {
    return this.#log.split('Accepted publickey').length - 1;
  }

  /** Ends the sessions of everybody, but not the server. */
  async dropSessions(): Promise<void> {
    const { stdout } = await run('pgrep', ['-P', String(this.#sshd.pid)]);
    for (const pid of stdout.trim().split('\n')) process.kill(Number(pid), 'SIGKILL');
  }

  async stop(): Promise<void> {
    await this.dropSessions().catch(() => {});
    const ended = new Promise((resolve) => this.#sshd.once('exit', resolve));
    this.#sshd.kill('SIGKILL');
    await ended;
    await rm(this.directory, { recursive: true, force: true });
  }

  async #writeFiles(): Promise<void> {
    const file = (name: string) => path.join(this.directory, name);
    for (const name of ['host', 'user']) await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)]);
    this.privateKey = await readFile(file('user'), 'utf8');
    this.hostKey = (await readFile(file('host.pub'), 'utf8')).trim();
    this.port = await freePort();
    const config = {
      ListenAddress: `127.0.0.1:${this.port}`,
      HostKey: file('host'),
      AuthorizedKeysFile: file('user.pub'),
      PidFile: 'none',
      StrictModes: 'no',
      UsePAM: 'no',
      PermitRootLogin: 'prohibit-password',
      AllowStreamLocalForwarding: 'yes',
      LogLevel: 'VERBOSE',
    };
    const lines = Object.entries(config).map(([key, value]) => `${key} ${value}\n`);
    await writeFile(file('config'), lines.join(''));
  }

  async #run(): Promise<void> {
    // where sshd keeps its unprivileged half; a package script makes it only when the service starts
    mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    const argv = ['-D', '-e', '-f', path.join(this.directory, 'config')];
    this.#sshd = spawn(SSHD, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#sshd.stderr?.on('data', (text: Buffer) => (this.#log += text.toString()));
    await eventually(() => {
      if (!this.#log.includes('Server listening')) throw new Error(`sshd does not listen: ${this.#log}`);
    });
  }
}
