import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { herokuEnvironment } from '@jujube/commands/heroku/heroku-environment.js';
import type { CliRun } from './platform-cli.js';
import type { RunningPlatform } from './platform.js';

const DEADLINE_MS = 120_000;

/** Heroku's CLI as npm installs it, pointed at a platform by the variables of the README; it has a home of its own. */
export class HerokuCli {
  private readonly home = mkdtempSync(path.join(tmpdir(), 'heroku-home-'));

  private constructor(private readonly environment: Record<string, string>) {}

  static async at({ apiUrl: url, token }: Pick<RunningPlatform, 'apiUrl' | 'token'>): Promise<HerokuCli> {
    const answer = await fetch(`${url}/certificate-authority`, { headers: { authorization: `Bearer ${token}` } });
    const cli = new HerokuCli({});
    const authorityFile = path.join(cli.home, 'ca.pem');
    writeFileSync(authorityFile, await answer.text());
    Object.assign(cli.environment, herokuEnvironment({ url, token, authorityFile }));
    return cli;
  }

  /** For `config:edit`: somebody who makes every bar a baz. */
  private get editor(): string {
    const file = path.join(this.home, 'editor');
    writeFileSync(file, '#!/bin/sh\nexec sed -i s/bar/baz/ "$1"\n', { mode: 0o700 });
    return file;
  }

  get program(): string {
    const program = process.env.TEST_HEROKU_CLI;
    if (!program) throw new Error('TEST_HEROKU_CLI is not set: run `npm test -- e2e FILE`, which installs it first');
    return program;
  }

  /** What it is told by variables. */
  env(): NodeJS.ProcessEnv {
    const home = { HOME: this.home, XDG_CACHE_HOME: this.home, XDG_DATA_HOME: this.home };
    return {
      PATH: process.env.PATH,
      ...home,
      EDITOR: this.editor,
      TERM: 'dumb',
      COLUMNS: '200',
      NO_COLOR: '1',
      ...this.environment,
    };
  }

  /** A wrong exit code is an answer, not an exception. */
  run(args: readonly string[], input = ''): Promise<CliRun> {
    const env = this.env();
    return new Promise((resolve, reject) => {
      const child = execFile(this.program, [...args], { env, timeout: DEADLINE_MS }, (error, stdout, stderr) => {
        if (child.exitCode === null)
          reject(new Error(`heroku ${args.join(' ')} did not end\n${stderr}`, { cause: error }));
        else resolve({ rc: child.exitCode, stdout, stderr });
      });
      child.stdin?.end(input);
    });
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
