import type { ContainerInspectInfo } from 'dockerode';
import { EngineError } from '../engine-error.js';
import { isOurs } from '../labels.js';
import type { DockerHttp } from './docker-http.js';
import { pathName } from './resource-name.js';

export interface Ownership {
  host: { id: string; name: string };
  installation: string;
  readMs: number;
}

/** Knows which containers are this installation's, so that no other is ever changed: labels and ids never change. */
export class OwnedContainers {
  #known = new Set<string>();

  constructor(
    private readonly http: DockerHttp,
    private readonly ownership: Ownership,
  ) {}

  /** The id of our container with this id or name; `not_found` when it is missing or foreign. */
  async resolve(idOrName: string, operation: string): Promise<string> {
    return this.#known.has(idOrName) ? idOrName : (await this.inspect(idOrName, operation)).Id;
  }

  async inspect(idOrName: string, operation: string): Promise<ContainerInspectInfo> {
    const found = await this.inspectAny(idOrName, operation);
    if (!isOurs(found.Config.Labels, this.ownership.installation)) {
      const message = `container ${idOrName} is not one of this installation and is left alone`;
      throw new EngineError({ kind: 'not_found', host: this.ownership.host.name, operation, message });
    }
    this.#known.add(found.Id);
    return found;
  }

  inspectAny(idOrName: string, operation: string): Promise<ContainerInspectInfo> {
    const path = `/containers/${pathName(idOrName)}/json`;
    return this.http.json({ operation, lane: 'read', deadlineMs: this.ownership.readMs, method: 'GET', path });
  }

  add(id: string): void {
    this.#known.add(id);
  }

  /** A full list forgets what is gone. */
  replace(ids: string[]): void {
    this.#known = new Set(ids);
  }
}
