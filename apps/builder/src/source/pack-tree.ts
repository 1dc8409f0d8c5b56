import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * A directory as a tar whose entries stand below `prefix`. Made by tar, outside of our event loop; everything belongs to root,
 * and what version control keeps for itself stays behind.
 */
export async function* packTree(tree: string, prefix: string): AsyncGenerator<Buffer> {
  const owner = ['--owner=0', '--group=0', '--numeric-owner'];
  // r: names of entries, h: targets of hard links; those of symbolic links stay as they are
  const names = ['--exclude=.git', `--transform=s,^\\.,${prefix},rSh`];
  const argv = ['--create', ...owner, ...names, `--directory=${tree}`, '.'];
  const child = spawn('tar', argv, { stdio: ['ignore', 'pipe', 'ignore'], env: { PATH: process.env.PATH } });
  const closed = once(child, 'close');
  closed.catch(() => undefined);
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    const [code] = (await closed) as [number | null];
    if (code !== 0) throw new Error(`tar ended with ${code} while it packed the source`);
  } finally {
    child.kill('SIGKILL');
  }
}
