import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface GitHomeOptions {
  directory: string;
  isFileAllowed: boolean;
  /** kept over builds, so that a host whose key has changed is refused */
  knownHostsFile: string;
  sshKeyFile: string | null;
  /** `https://user:password@host`, for one fetch */
  credentialUrl: string | null;
}

/**
 * A home directory and environment for one fetch: git reads no configuration of the machine, asks nobody, runs no hooks and
 * speaks only the named protocols. A password stands in a file of mode 0600 and goes with the directory.
 */
export async function makeGitHome(options: GitHomeOptions): Promise<Record<string, string>> {
  const { directory } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const config = join(directory, 'gitconfig');
  const credentials = join(directory, 'credentials');
  if (options.credentialUrl) await writeFile(credentials, `${options.credentialUrl}\n`, { mode: 0o600 });
  await writeFile(config, configText(options.credentialUrl ? credentials : null), { mode: 0o600 });
  return {
    HOME: directory,
    GIT_CONFIG_GLOBAL: config,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: ['http', 'https', 'ssh', ...(options.isFileAllowed ? ['file'] : [])].join(':'),
    GIT_SSH_COMMAND: sshCommand(options),
    GIT_HTTP_LOW_SPEED_LIMIT: '1000',
    GIT_HTTP_LOW_SPEED_TIME: '60',
    LC_ALL: 'C.UTF-8',
  };
}

function configText(credentials: string | null): string {
  const lines = [
    ...['[core]', 'hooksPath = /dev/null', 'attributesFile = /dev/null', 'autocrlf = false'],
    // repositories below the source roots belong to whoever pushes there
    ...['[safe]', 'directory = *'],
    ...['[submodule]', 'recurse = false', '[gc]', 'auto = 0', '[advice]', 'detachedHead = false'],
    ...['[http]', 'followRedirects = initial'],
    ...(credentials ? ['[credential]', `helper = store --file=${credentials}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

// git splits this text at blanks; both paths are the operator's, never a user's
function sshCommand({ knownHostsFile, sshKeyFile }: GitHomeOptions): string {
  const options = ['BatchMode=yes', 'StrictHostKeyChecking=accept-new', `UserKnownHostsFile=${knownHostsFile}`];
  options.push('ConnectTimeout=15', 'ServerAliveInterval=15', 'ClearAllForwardings=yes', 'PermitLocalCommand=no');
  const identity = sshKeyFile ? ['-i', sshKeyFile, '-o', 'IdentitiesOnly=yes'] : [];
  return ['ssh', ...options.flatMap((option) => ['-o', option]), ...identity].join(' ');
}
