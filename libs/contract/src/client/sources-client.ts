import { Readable } from 'node:stream';
import type { Source } from '../source.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

const UPLOAD_TIMEOUT_MS = 15 * 60_000;

export class SourcesClient {
  constructor(private readonly transport: Transport) {}

  create(app: string): Promise<Source> {
    return this.transport.json('POST', path`/apps/${app}/sources`);
  }

  /** Sends a tar or tar.gz; the source's get_url can be built afterwards. */
  async upload(source: Source, tar: Readable): Promise<void> {
    const response = await this.transport.open(source.source_blob.put_url, {
      method: 'PUT',
      body: Readable.toWeb(tar) as ReadableStream,
      headers: { 'content-type': 'application/octet-stream' },
      signal: this.transport.within(UPLOAD_TIMEOUT_MS),
      duplex: 'half',
    } as RequestInit);
    await response.body?.cancel();
  }
}
