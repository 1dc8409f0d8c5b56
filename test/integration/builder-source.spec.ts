import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readBuild } from '@jujube/settings/build-settings.js';
import { collectProblems } from '@jujube/settings/environment.js';
import { fetchGit, type GitFetch } from '../../apps/builder/src/source/fetch-git.js';
import { GitRepository } from '../support/git-repository.js';
import { startGitHttpServer } from '../support/git-http-server.js';

let repository: GitRepository;
let directory: string;

beforeEach(() => {
  repository = new GitRepository();
  directory = mkdtempSync(path.join(tmpdir(), 'fetch-'));
});
afterEach(() => {
  repository.remove();
  rmSync(directory, { recursive: true, force: true });
});

function fetch(url: string, ref: string, more: Partial<GitFetch> & { sourceMib?: string } = {}) {
  const environment = { BUILD_WORK_DIR: path.join(directory, 'work'), BUILD_SOURCE_MIB: more.sourceMib ?? '10' };
  const settings = collectProblems(environment, [], readBuild);
  const signal = AbortSignal.timeout(15_000);
  const place = { directory: path.join(directory, 'source'), sourceRoots: [repository.root], settings, signal };
  return fetchGit({ url, ref, credentials: null, ...place, ...more });
}

const contentOf = ({ tree }: { tree: string }, name: string) => readFileSync(path.join(tree, name), 'utf8');

describe('fetching a source from git', () => {
  it('takes a branch, a tag, a commit, a short commit, or what the repository shows first', async () => {
    const first = repository.commit({ 'a.txt': 'first' });
    repository.git('tag', 'v1');
    repository.git('checkout', '--quiet', '-b', 'feature/x');
    const second = repository.commit({ 'a.txt': 'second' });
    repository.git('checkout', '--quiet', 'main');
    const wanted: [ref: string, commit: string][] = [
      ['main', first],
      ['v1', first],
      ['feature/x', second],
      [first, first],
      [second.slice(0, 9), second],
      ['', first],
    ];
    for (const [index, [ref, commit]] of wanted.entries()) {
      const fetched = await fetch(repository.directory, ref, { directory: path.join(directory, String(index)) });
      expect(fetched.commit).toBe(commit);
      expect(contentOf(fetched, 'a.txt')).toBe(commit === first ? 'first' : 'second');
      expect(existsSync(path.join(fetched.tree, '.git'))).toBe(false);
    }
  });

  it('comes over HTTP with a login that stands in no message', async () => {
    repository.commit({ 'a.txt': 'secret source' });
    const server = await startGitHttpServer(repository.root, 'robot:pass word');
    try {
      const url = `${server.url}/app/.git`;
      const fetched = await fetch(url, 'main', { credentials: 'robot:pass word' });
      expect(contentOf(fetched, 'a.txt')).toBe('secret source');
      await expect(fetch(url, 'main')).rejects.toThrow('asks for a login');
      const wrong = fetch(url, 'main', { credentials: 'robot:wrongpassword' });
      await expect(wrong).rejects.toThrow('asks for a login');
      await expect(wrong).rejects.not.toThrow('wrongpassword');
    } finally {
      await server.close();
    }
  });

  it('says what is missing', async () => {
    repository.commit({ a: '1' });
    await expect(fetch(repository.directory, 'nowhere')).rejects.toThrow('no such branch, tag or commit');
    await expect(fetch(repository.directory, 'deadbeefdeadbeef')).rejects.toThrow('deadbeefdeadbeef');
    await expect(fetch(`${repository.root}/none`, 'main')).rejects.toThrow('SOURCE_ROOTS');
    await expect(fetch('http://127.0.0.1:9/repo.git', 'main')).rejects.toThrow('does not answer');
  });

  it.each([
    ['a path beside the roots', '/etc', 'main'],
    ['a helper transport', 'ext::sh -c touch% /tmp/owned', 'main'],
    ['an option instead of an address', '--upload-pack=touch /tmp/owned', 'main'],
    ['an option instead of a ref', 'https://git.example/r.git', '--upload-pack=/bin/sh'],
    ['a refspec instead of a ref', 'https://git.example/r.git', 'main:refs/heads/x'],
  ])('refuses %s', async (_, url, ref) => {
    await expect(fetch(url, ref)).rejects.toThrow();
    expect(existsSync(path.join(directory, 'source', 'git'))).toBe(false);
  });

  it('does not follow a link out of the roots', async () => {
    const outside = new GitRepository();
    outside.commit({ a: '1' });
    symlinkSync(outside.directory, path.join(repository.root, 'link'));
    await expect(fetch(path.join(repository.root, 'link'), 'main')).rejects.toThrow('SOURCE_ROOTS');
    outside.remove();
  });

  it('runs nothing that the repository brings', async () => {
    const marker = path.join(directory, 'owned');
    repository.commit({
      '.gitattributes': '* filter=evil\n',
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ${marker}\n`,
      'a.txt': 'plain',
    });
    const hook = path.join(repository.directory, '.git/hooks/post-checkout');
    writeFileSync(hook, `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    repository.git('config', 'filter.evil.smudge', `touch ${marker}`);
    repository.git('config', 'uploadpack.packObjectsHook', `touch ${marker}`);
    const fetched = await fetch(repository.directory, 'main');
    expect(contentOf(fetched, 'a.txt')).toBe('plain');
    expect(existsSync(marker)).toBe(false);
  });

  it('ends when the source is too large', async () => {
    repository.commit({ 'big.bin': 'x'.repeat(3 * 1024 * 1024) });
    await expect(fetch(repository.directory, 'main', { sourceMib: '1' })).rejects.toThrow('more than 1 MiB');
  });

  it('ends git and its helpers when the build is over', async () => {
    const silent: Server = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const cancel = new AbortController();
    const connection = once(silent, 'connection');
    const fetching = fetch(`http://127.0.0.1:${port}/r.git`, 'main', { signal: cancel.signal });
    fetching.catch(() => undefined);
    const [socket] = (await connection) as [Socket];
    socket.resume();
    const closed = once(socket, 'close');
    cancel.abort(new Error('enough'));
    await expect(fetching).rejects.toThrow('enough');
    await closed;
    await new Promise((resolve) => silent.close(resolve));
  });
});
