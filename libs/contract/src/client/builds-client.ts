import type { Build, CreateBuild } from '../build.js';
import { readPages } from './pages.js';
import { path } from './path.js';
import type { Transport } from './transport.js';
import { watchedText } from './watched-text.js';

export class BuildsClient {
  constructor(private readonly transport: Transport) {}

  /** Newest first. */
  list(app: string, limit?: number): Promise<Build[]> {
    return readPages(this.transport, path`/apps/${app}/builds`, { by: 'created_at', order: 'desc', limit });
  }

  get(app: string, build: string): Promise<Build> {
    return this.transport.json('GET', path`/apps/${app}/builds/${build}`);
  }

  create(app: string, body: CreateBuild): Promise<Build> {
    return this.transport.json('POST', path`/apps/${app}/builds`, body);
  }

  cancel(app: string, build: string): Promise<Build> {
    return this.transport.json('DELETE', path`/apps/${app}/builds/${build}`);
  }

  /** The output from its beginning; ends with the build, or when the server lets go. */
  async *output(build: Build): AsyncGenerator<string> {
    const response = await this.transport.open(build.output_stream_url, { signal: this.transport.signal });
    // NUL bytes are the server's signs of life
    for await (const text of watchedText(response, this.transport.idleTimeoutMs)) yield text.replaceAll('\0', '');
  }
}
