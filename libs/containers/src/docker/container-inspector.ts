import type { OurContainer } from '../our-container.js';
import type { DockerHttp } from './docker-http.js';
import { hasOomEvent } from './oom-event.js';
import type { OwnedContainers, Ownership } from './owned-containers.js';
import { fromInspect } from './read-container.js';

const SIGKILL_EXIT_CODE = 137;

/**
 * Inspects containers, and finds out whether one that was killed ran out of memory: an engine on a busy machine may notice
 * the end before its cause, and its own flag then stays false for ever.
 */
export class ContainerInspector {
  /** What the events told of containers that were killed, by id and time of the end. */
  readonly #told = new Map<string, boolean>();

  constructor(
    private readonly http: DockerHttp,
    private readonly owned: OwnedContainers,
    private readonly ownership: Ownership,
  ) {}

  /** Our container with this id or name; `not_found` when it is missing or foreign. */
  async inspect(idOrName: string, operation: string): Promise<OurContainer> {
    const container = fromInspect(await this.owned.inspect(idOrName, operation));
    if (container.exitCode !== SIGKILL_EXIT_CODE) return container;
    return { ...container, oomKilled: await this.#askEvents(container, operation) };
  }

  forgetAllBut(ids: ReadonlySet<string>): void {
    for (const key of this.#told.keys()) if (!ids.has(idOf(key))) this.#told.delete(key);
  }

  async #askEvents(container: OurContainer, operation: string): Promise<boolean> {
    const key = keyOf(container);
    const answer = this.#told.get(key) ?? (await hasOomEvent(this.http, container, { ...this.ownership, operation }));
    this.#told.set(key, answer);
    return answer;
  }
}

const keyOf = ({ id, finishedAt }: OurContainer) => `${id} ${finishedAt?.getTime() ?? ''}`;
const idOf = (key: string) => key.slice(0, key.indexOf(' '));
