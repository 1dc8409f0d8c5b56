import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';

/**
 * The source as a tar stream, for the build container. Made by tar, outside of our event loop; everything belongs to root,
 * and what version control keeps for itself stays behind.
 */
export function packSource(tree: string): Readable {
  return Readable.from(pack(tree), { objectMode: false });
}

async function* pack(tree: string): AsyncGenerator<Buffer> {
  const argv = ['--create', '--owner=0', '--group=0', '--numeric-owner', '--exclude=.git', `--directory=${tree}`, '.'];
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
