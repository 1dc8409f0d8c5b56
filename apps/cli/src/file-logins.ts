import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommandFailure } from '@jujube/commands/language/command-failure.js';
import type { Login, LoginStore } from '@jujube/commands/language/terminal.js';

interface StoredLogins {
  current?: string;
  logins: Record<string, { username: string; token: string }>;
}

/** Tokens by URL in `~/.config/jujube/credentials.json`, which only its owner may read. */
export class FileLogins implements LoginStore {
  private readonly file: string;

  constructor(private readonly env: NodeJS.ProcessEnv) {
    this.file = join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'jujube', 'credentials.json');
  }

  save({ url, username, token }: Login): void {
    const { logins } = this.read();
    this.replace({ current: url, logins: { ...logins, [url]: { username, token } } });
  }

  forget(url: string): void {
    const { [url]: _forgotten, ...logins } = this.read().logins;
    this.replace({ current: Object.keys(logins).at(-1), logins });
  }

  /** The login of JUJUBE_URL when that is set, else the newest. */
  current(): Login | undefined {
    const stored = this.read();
    const url = this.env.JUJUBE_URL?.replace(/\/+$/, '') || stored.current;
    const login = url === undefined ? undefined : stored.logins[url];
    return url !== undefined && login ? { url, ...login } : undefined;
  }

  /** Another file of ours beside them; answers its path. */
  keep(name: string, content: string): string {
    const file = join(dirname(this.file), name);
    replaceFile(file, content);
    return file;
  }

  private read(): StoredLogins {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { logins: {} };
      throw error;
    }
    try {
      return JSON.parse(text) as StoredLogins;
    } catch {
      throw new CommandFailure(`${this.file} is damaged: delete it and log in again with jujube login.`);
    }
  }

  private replace(stored: StoredLogins): void {
    replaceFile(this.file, `${JSON.stringify(stored, null, 2)}\n`);
  }
}

/** Written beside and renamed, so that no reader and no crash meets half a file. */
function replaceFile(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, content, { mode: 0o600 });
  renameSync(fresh, file);
}
