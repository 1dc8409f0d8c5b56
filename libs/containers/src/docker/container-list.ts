import type { ContainerInfo } from 'dockerode';
import { isEngineError } from '../engine-error.js';
import { ownershipLabels } from '../labels.js';
import type { OurContainer } from '../our-container.js';
import type { ContainerInspector } from './container-inspector.js';
import type { DockerHttp } from './docker-http.js';
import type { OwnedContainers, Ownership } from './owned-containers.js';
import { fromList } from './read-container.js';

/**
 * Lists containers with one call, plus one inspect for each whose times, exit code or ports are not known yet: a list entry
 * has none of them, and a running container keeps them until we or it end it.
 */
export class ContainerList {
  readonly #running = new Map<string, OurContainer>();

  constructor(
    private readonly http: DockerHttp,
    private readonly owned: OwnedContainers,
    private readonly inspector: ContainerInspector,
    private readonly ownership: Ownership,
  ) {}

  async list(labels: Record<string, string>): Promise<OurContainer[]> {
    const wanted = { ...ownershipLabels(this.ownership.installation), ...labels };
    const filters = JSON.stringify({ label: Object.entries(wanted).map(([key, value]) => `${key}=${value}`) });
    const found = await this.http.json<ContainerInfo[]>({
      operation: 'list',
      method: 'GET',
      path: '/containers/json',
      query: { all: true, filters },
      lane: 'read',
      deadlineMs: this.ownership.readMs,
    });
    if (Object.keys(labels).length === 0) this.#forgetAllBut(found.map((each) => each.Id));
    const whole = await Promise.all(found.map((each) => this.#complete(each)));
    return whole.filter((each) => each !== null);
  }

  lookAgainAt(id: string): void {
    this.#running.delete(id);
  }

  async #complete(entry: ContainerInfo): Promise<OurContainer | null> {
    const known = this.#running.get(entry.Id);
    if (known && entry.State === 'running') return { ...known, ...fromList(entry) };
    this.#running.delete(entry.Id);
    if (entry.State === 'removing') return fromList(entry);
    try {
      return this.#remember(await this.inspector.inspect(entry.Id, 'list'));
    } catch (error) {
      // removed since the list was made
      if (isEngineError(error, 'not_found')) return null;
      throw error;
    }
  }

  #remember(container: OurContainer): OurContainer {
    if (container.state === 'running') this.#running.set(container.id, container);
    return container;
  }

  #forgetAllBut(ids: string[]): void {
    this.owned.replace(ids);
    const present = new Set(ids);
    this.inspector.forgetAllBut(present);
    for (const id of this.#running.keys()) if (!present.has(id)) this.#running.delete(id);
  }
}
