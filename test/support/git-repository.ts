import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A git repository of the test, with one branch `main`. */
export class GitRepository {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), 'repos-')));
  readonly directory: string;

  constructor(name = 'app') {
    this.directory = path.join(this.root, name);
    mkdirSync(this.directory);
    this.git('init', '--quiet', '--initial-branch=main');
  }

  /** Writes the files and commits them; answers the commit's id. */
  commit(files: Record<string, string>): string {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(this.directory, name)), { recursive: true });
      writeFileSync(path.join(this.directory, name), text);
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message=change');
    return this.git('rev-parse', 'HEAD').trim();
  }

  /** Takes every file out; the next commit holds only its own. */
  empty(): void {
    for (const name of readdirSync(this.directory)) {
      if (name !== '.git') rmSync(path.join(this.directory, name), { recursive: true });
    }
  }

  git(...argv: string[]): string {
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
    return execFileSync('git', [...identity, ...argv], { cwd: this.directory, encoding: 'utf8' });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
