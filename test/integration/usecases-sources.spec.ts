import { randomBytes } from 'node:crypto';
import { SourceArchivesRepository } from '@jujube/database/sources/source-archives.repository.js';
import { CreateSource } from '@jujube/usecases/sources/create-source.js';
import { SourceQueries } from '@jujube/usecases/sources/source.queries.js';
import { UploadSource } from '@jujube/usecases/sources/upload-source.js';
import { startCommandBus, type TestCommandBus } from '../support/command-bus.js';

const MIB = 1024 * 1024;

let jujube: TestCommandBus;
beforeAll(async () => {
  jujube = await startCommandBus();
});
afterAll(() => jujube.stop());

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const upload = (sourceId: string, bytes: AsyncIterable<Buffer>, mostMib = 4) =>
  jujube.execute(new UploadSource({ sourceId, bytes, mostMib }));
const newSource = () => jujube.execute(new CreateSource({ userId: jujube.userId }));
const chunksOf = async (sourceId: string) =>
  (
    await jujube.query('select length(bytes) as size from source_chunks where source_id = $1 order by seq', [sourceId])
  ).map(({ size }: { size: number }) => size);

describe('an upload', () => {
  it('is kept in chunks of 1 MiB, however it comes, and read back as it was', async () => {
    const archive = randomBytes(2.5 * MIB);
    for (const size of [10_007, 3 * MIB]) {
      const { id, secret } = await newSource();
      await upload(id, inPieces(archive, size));
      expect(await chunksOf(id)).toEqual([MIB, MIB, MIB / 2]);
      const read: Buffer[] = [];
      for await (const chunk of jujube.get(SourceArchivesRepository).chunks(id)) read.push(chunk);
      expect(Buffer.concat(read).equals(archive)).toBe(true);
      expect((await jujube.get(SourceQueries).open(id, secret))?.sizeBytes).toBe(String(archive.length));
    }
  });

  it('that is too large, or breaks off, leaves nothing and can be tried again', async () => {
    const { id } = await newSource();
    await expect(upload(id, inPieces(Buffer.alloc(3 * MIB), 70_000), 2)).rejects.toMatchObject({
      id: 'payload_too_large',
    });
    async function* broken() {
      yield Buffer.alloc(MIB);
      throw new Error('the client went away');
    }
    await expect(upload(id, broken())).rejects.toThrow('the client went away');
    expect(await chunksOf(id)).toEqual([]);
    await upload(id, inPieces(Buffer.from('tar'), 2));
    expect(await chunksOf(id)).toEqual([3]);
  });

  it('happens once', async () => {
    const { id } = await newSource();
    await upload(id, inPieces(Buffer.from('first'), 5));
    await expect(upload(id, inPieces(Buffer.from('second'), 6))).rejects.toMatchObject({ id: 'conflict' });
    expect(await chunksOf(id)).toEqual([5]);
  });
});
