import type { Readable } from 'node:stream';
import type { Deadlines } from './deadlines.js';
import type { DockerHttp } from './docker-http.js';
import type { OwnedContainers } from './owned-containers.js';

/** Files of containers as tar streams. */
export class DockerArchives {
  constructor(
    private readonly http: DockerHttp,
    private readonly owned: OwnedContainers,
    private readonly deadlines: Deadlines,
  ) {}

  async put(idOrName: string, path: string, upload: Readable): Promise<void> {
    const operation = `put files into ${idOrName}`;
    const id = await this.owned.resolve(idOrName, operation);
    const request = { method: 'PUT', path: `/containers/${id}/archive`, query: { path }, upload } as const;
    await this.http.json({ ...request, operation, deadlineMs: this.deadlines.archiveMs, isLongWait: true });
  }

  async get(idOrName: string, path: string): Promise<Readable> {
    const operation = `get files of ${idOrName}`;
    const id = await this.owned.resolve(idOrName, operation);
    const request = { method: 'GET', path: `/containers/${id}/archive`, query: { path } } as const;
    return this.http.stream({ ...request, operation, deadlineMs: this.deadlines.readMs });
  }
}
