import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { extract, pack } from 'tar-stream';
import { someSpec } from '../contract-host.js';
import type { ContractHost } from '../contract-host.js';

/** Files into and out of containers. */
export function describeFiles(host: () => ContractHost): void {
  it('puts files into a container before it starts, and gets them back', async () => {
    const { engine } = host();
    const id = await engine.create(someSpec(host()));
    await engine.putArchive(id, '/tmp', tarOf({ 'note.txt': 'remember', 'big.bin': 'x'.repeat(300_000) }));
    expect(await filesOf(await engine.getArchive(id, '/tmp/note.txt'))).toEqual({ 'note.txt': 'remember' });
    const all = await filesOf(await engine.getArchive(id, '/tmp'));
    expect(all['tmp/big.bin']).toHaveLength(300_000);
    await expect(engine.getArchive(id, '/tmp/none')).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('says so when the files to put break off', async () => {
    const { engine } = host();
    const id = await engine.create(someSpec(host()));
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(512);
        throw new Error('the source is too large');
      })(),
    );
    await expect(engine.putArchive(id, '/tmp', broken)).rejects.toThrow('the source is too large');
    await engine.ping();
  });
}

function tarOf(files: Record<string, string>): Readable {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, content);
  tar.finalize();
  return tar as unknown as Readable;
}

async function filesOf(tar: Readable): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const entry of tar.pipe(extract())) {
    const content = await text(entry);
    if (entry.header.type === 'file') files[entry.header.name] = content;
  }
  return files;
}
