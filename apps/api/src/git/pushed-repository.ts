import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { UserError } from '@jujube/core/errors/user-error.js';

const QUICK_MS = 30_000;
const LONGEST_MS = 600_000;
const MIB = 1024 * 1024;
const MOST_MIB = 512;

export interface PushedRef {
  readonly name: string;
  readonly commit: string;
}

/**
 * An empty repository that takes one push and is gone afterwards. To git it always looks as if nothing had been pushed
 * before, so that all that is needed comes with each push, to whichever process of the API.
 */
export class PushedRepository {
  private constructor(private readonly directory: string) {}

  static async make(): Promise<PushedRepository> {
    const directory = await mkdtemp(path.join(tmpdir(), 'jujube-push-'));
    const repository = new PushedRepository(directory);
    await repository.git(['init', '--quiet', '--bare', directory]);
    return repository;
  }

  /** What is there (nothing), and what can be done, in the words of the protocol. */
  async advertisement(): Promise<Buffer> {
    return this.git(['receive-pack', '--stateless-rpc', '--advertise-refs', this.directory]);
  }

  /** Throws UserError when the push is broken, or too large. */
  async receive(body: Readable): Promise<void> {
    const limits = ['-c', 'receive.shallowUpdate=true', '-c', `receive.maxInputSize=${MOST_MIB * MIB}`];
    const child = spawn('git', [...limits, 'receive-pack', '--stateless-rpc', this.directory], {
      env: this.env(),
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: LONGEST_MS,
      killSignal: 'SIGKILL',
    });
    let said = '';
    for (const output of [child.stdout, child.stderr]) {
      output.on('data', (chunk: Buffer) => (said = (said + chunk.toString('latin1')).slice(-4_096)));
    }
    // it may end before it has read all
    child.stdin.on('error', () => undefined);
    body.once('error', () => child.kill('SIGKILL'));
    body.pipe(child.stdin);
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
    // it says its own mind, but what the user wants to know comes from us
    if (code === 0 && !/unpack (?!ok)/.test(said)) return;
    const reason = /unpack (?!ok)([^\n]*)/.exec(said)?.[1] ?? said.trim().split('\n').at(-1) ?? '';
    throw new UserError('bad_request', `git could not read what was pushed: ${reason.slice(0, 200)}`);
  }

  async refs(): Promise<PushedRef[]> {
    const text = (await this.git(['for-each-ref', '--format=%(refname) %(objectname)'])).toString('utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ name: line.slice(0, line.lastIndexOf(' ')), commit: line.slice(line.lastIndexOf(' ') + 1) }));
  }

  /** The files of a commit as a tar. */
  archive({ commit }: PushedRef): Readable {
    const child = spawn('git', ['archive', '--format=tar', commit], {
      cwd: this.directory,
      env: this.env(),
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: LONGEST_MS,
    });
    child.on('close', (code) => code !== 0 && child.stdout.destroy(new Error(`git archive ended with ${code}`)));
    return child.stdout;
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  private async git(args: readonly string[]): Promise<Buffer> {
    const options = {
      cwd: this.directory,
      env: this.env(),
      timeout: QUICK_MS,
      encoding: 'buffer',
      maxBuffer: MIB,
    } as const;
    return (await promisify(execFile)('git', args, options)).stdout;
  }

  /** Nothing of ours: what is pushed must not see it, nor change how git works here. */
  private env(): Record<string, string> {
    const { PATH = '/usr/bin:/bin' } = process.env;
    return { PATH, HOME: this.directory, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C.UTF-8' };
  }
}
