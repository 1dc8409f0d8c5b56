import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isBelowRoots } from '@jujube/core/source/below-roots.js';
import { parseGitSource, type GitSource } from '@jujube/core/source/git-source.js';
import type { BuildSettings } from '@jujube/settings/build-settings.js';
import { BuildFailure } from '../run/build-failure.js';
import { explainGitFailure } from './explain-git-failure.js';
import { makeGitHome } from './git-home.js';
import { runGit, type GitRun } from './run-git.js';
import { withinSizeLimit } from './source-limits.js';

export interface GitFetch {
  url: string;
  ref: string;
  /** `user:password`; null when the repository is open */
  credentials: string | null;
  /** empty directory that all of it goes to; the files are in `tree` afterwards */
  directory: string;
  sourceRoots: readonly string[];
  settings: BuildSettings;
  signal: AbortSignal;
}

type Git = (...argv: string[]) => Promise<GitRun>;

/** Fetches one commit without history and lays its files out; answers the commit's id. */
export async function fetchGit(fetch: GitFetch): Promise<{ tree: string; commit: string }> {
  const source = await checkedSource(fetch);
  const tree = join(fetch.directory, 'tree');
  await mkdir(tree, { recursive: true });
  const env = await homeFor(fetch, source);
  const limit = { path: fetch.directory, mostMib: fetch.settings.sourceMib, signal: fetch.signal };
  return withinSizeLimit(limit, async (signal) => {
    const git: Git = (...argv) => runGit(argv, env, signal);
    const repository = `--git-dir=${join(fetch.directory, 'git')}`;
    await expectOk(source, git(repository, 'init', '--quiet', '--bare', '--template='));
    const revision = await fetchCommit(source, git, repository);
    const { stdout } = await expectOk(source, git(repository, 'rev-parse', '--verify', `${revision}^{commit}`));
    const commit = stdout.trim();
    await expectOk(source, git(repository, `--work-tree=${tree}`, 'checkout', '--quiet', '--force', commit));
    return { tree, commit };
  });
}

/** The API has checked the text already; links can only be resolved here. */
async function checkedSource({ url, ref, sourceRoots }: GitFetch): Promise<GitSource> {
  const source = parseGitSource({ url, ref });
  if (source.kind !== 'file') return source;
  const resolve = (path: string) => realpath(path).catch(() => null);
  const [path, ...roots] = await Promise.all([source.url, ...sourceRoots].map(resolve));
  const allowed = roots.filter((root) => root !== null);
  if (path && isBelowRoots(path, allowed)) return { ...source, url: pathToFileURL(path).href };
  throw new BuildFailure('source_refused', `${url} is not a repository below the directories of SOURCE_ROOTS.`);
}

function homeFor(fetch: GitFetch, source: GitSource): Promise<Record<string, string>> {
  return makeGitHome({
    directory: join(fetch.directory, 'home'),
    isFileAllowed: source.kind === 'file',
    knownHostsFile: join(fetch.settings.workDir, 'known_hosts'),
    sshKeyFile: fetch.settings.sshKeyFile,
    credentialUrl: credentialUrl(source, fetch.credentials),
  });
}

function credentialUrl({ kind, url }: GitSource, credentials: string | null): string | null {
  if (!credentials || !kind.startsWith('http')) return null;
  const at = credentials.indexOf(':');
  const [user, password] = at === -1 ? [credentials, ''] : [credentials.slice(0, at), credentials.slice(at + 1)];
  const { protocol, host } = new URL(url);
  return `${protocol}//${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}`;
}

/** Answers the revision to lay out. */
async function fetchCommit(source: GitSource, git: Git, repository: string): Promise<string> {
  const fetch = [repository, 'fetch', '--quiet', '--no-recurse-submodules'];
  const target = ['--no-tags', '--', source.url, source.ref ?? 'HEAD'];
  let run = await git(...fetch, '--depth=1', ...target);
  if (/dumb http transport does not support shallow/.test(run.stderr)) run = await git(...fetch, ...target);
  if (run.code === 0) return 'FETCH_HEAD';
  if (!source.ref || !/^[0-9a-f]{7,64}$/.test(source.ref)) throw explainGitFailure(source, run.stderr);
  // a short id, or a server that gives away only what branches and tags point to: all of it is needed
  const everything = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
  await expectOk(source, git(...fetch, '--', source.url, ...everything));
  return source.ref;
}

async function expectOk(source: GitSource, running: Promise<GitRun>): Promise<GitRun> {
  const run = await running;
  if (run.code !== 0) throw explainGitFailure(source, run.stderr);
  return run;
}
