import { containerCreateBody } from '../container-create-body.js';
import type { ContainerSpec } from '../container-spec.js';
import { EngineError, isEngineError } from '../engine-error.js';
import { hasLabels, ownershipLabels } from '../labels.js';
import type { OurContainer } from '../our-container.js';
import { ContainerInspector } from './container-inspector.js';
import { ContainerList } from './container-list.js';
import type { Deadlines } from './deadlines.js';
import type { DockerHttp, DockerRequest } from './docker-http.js';
import type { Ownership, OwnedContainers } from './owned-containers.js';

/** Life of containers: list, create, start, stop, kill, remove, wait. */
export class DockerContainers {
  readonly #inspector: ContainerInspector;
  readonly #lister: ContainerList;

  constructor(
    private readonly http: DockerHttp,
    private readonly owned: OwnedContainers,
    private readonly place: Ownership & { deadlines: Deadlines },
  ) {
    this.#inspector = new ContainerInspector(http, owned, place);
    this.#lister = new ContainerList(http, owned, this.#inspector, place);
  }

  list(labels: Record<string, string> = {}): Promise<OurContainer[]> {
    return this.#lister.list(labels);
  }

  inspect(id: string): Promise<OurContainer> {
    return this.#inspector.inspect(id, 'inspect');
  }

  async create(spec: ContainerSpec): Promise<string> {
    const labels = { ...spec.labels, ...ownershipLabels(this.place.installation) };
    const body = containerCreateBody({ ...spec, labels });
    const query = { name: spec.name };
    const deadlineMs = this.place.deadlines.createMs;
    const request = { method: 'POST', path: '/containers/create', query, body, lane: 'create', deadlineMs } as const;
    try {
      const { Id } = await this.http.json<{ Id: string }>({ ...request, operation: `create ${spec.name}` });
      this.owned.add(Id);
      return Id;
    } catch (error) {
      if (!isEngineError(error, 'conflict')) throw error;
      return this.#adopt(spec.name, labels, error);
    }
  }

  async start(idOrName: string): Promise<void> {
    const deadlineMs = this.place.deadlines.startMs;
    await this.#change(idOrName, 'start', { deadlineMs, lane: 'create', method: 'POST' });
  }

  async stop(idOrName: string, graceMs: number): Promise<void> {
    const deadlineMs = graceMs + this.place.deadlines.stopExtraMs;
    const query = { t: Math.ceil(graceMs / 1000) };
    await this.#change(idOrName, 'stop', { deadlineMs, query, method: 'POST' });
  }

  async kill(idOrName: string, signal: string): Promise<void> {
    const deadlineMs = this.place.deadlines.stopExtraMs;
    try {
      await this.#change(idOrName, 'kill', { deadlineMs, query: { signal }, method: 'POST' });
    } catch (error) {
      if (!isEngineError(error, 'conflict') || !/not running/.test(error.message)) throw error;
    }
  }

  async remove(idOrName: string, { force = false, volumes = false } = {}): Promise<void> {
    const query = { force, v: volumes };
    try {
      await this.#change(idOrName, '', { deadlineMs: this.place.deadlines.removeMs, query, method: 'DELETE' });
    } catch (error) {
      const isGoing = isEngineError(error, 'conflict') && /already in progress/.test(error.message);
      if (!isGoing && !(await this.#isGone(idOrName, error))) throw error;
    }
  }

  async wait(idOrName: string, deadlineMs: number): Promise<number> {
    const isLongWait = true;
    const answer = await this.#change<{ StatusCode: number }>(idOrName, 'wait', {
      deadlineMs,
      isLongWait,
      method: 'POST',
    });
    return answer.StatusCode;
  }

  async #adopt(name: string, labels: Record<string, string>, conflict: EngineError): Promise<string> {
    const operation = `create ${name}`;
    const existing = await this.owned.inspectAny(name, operation);
    if (hasLabels(existing.Config.Labels, labels)) {
      this.owned.add(existing.Id);
      return existing.Id;
    }
    const message = `another container has the name ${name}; remove it or choose another name`;
    throw new EngineError({
      kind: 'conflict',
      host: this.place.host.name,
      operation,
      message,
      cause: conflict,
    });
  }

  async #isGone(idOrName: string, error: unknown): Promise<boolean> {
    if (!isEngineError(error, 'not_found')) return false;
    return this.owned.inspectAny(idOrName, 'remove').then(
      () => false,
      (again: unknown) => isEngineError(again, 'not_found'),
    );
  }

  async #change<T>(idOrName: string, verb: string, request: Omit<DockerRequest, 'path' | 'operation'>): Promise<T> {
    const operation = `${verb || 'remove'} ${idOrName}`;
    const id = await this.owned.resolve(idOrName, operation);
    if (verb !== 'wait') this.#lister.lookAgainAt(id);
    const path = verb ? `/containers/${id}/${verb}` : `/containers/${id}`;
    return this.http.json<T>({ ...request, operation, path });
  }
}
