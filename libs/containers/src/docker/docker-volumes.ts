import type { VolumeInspectInfo } from 'dockerode';
import { EngineError, isEngineError } from '../engine-error.js';
import { hasLabels, isOurs, ownershipLabels } from '../labels.js';
import type { DockerHttp, DockerRequest } from './docker-http.js';
import type { Ownership } from './owned-containers.js';
import { pathName } from './resource-name.js';

/** Named volumes of this installation on one host. */
export class DockerVolumes {
  constructor(
    private readonly http: DockerHttp,
    private readonly ownership: Ownership,
  ) {}

  async create(name: string, labels: Record<string, string>): Promise<void> {
    const Labels = { ...labels, ...ownershipLabels(this.ownership.installation) };
    const body = { Name: pathName(name), Driver: 'local', Labels };
    // the engine answers with what is there when the name is taken, whoever made it
    const volume = await this.http.json<VolumeInspectInfo>({
      ...this.#request('POST', '/volumes/create', 'create volume'),
      body,
    });
    if (isOurs(volume.Labels, this.ownership.installation)) return;
    throw this.#error('conflict', 'create volume', `volume ${name} exists and is not of this installation`);
  }

  async remove(name: string): Promise<void> {
    const path = `/volumes/${pathName(name)}`;
    try {
      const volume = await this.http.json<VolumeInspectInfo>(this.#request('GET', path, 'remove volume'));
      if (!isOurs(volume.Labels, this.ownership.installation)) {
        throw this.#error('conflict', 'remove volume', `volume ${name} is not of this installation and is left alone`);
      }
      await this.http.json(this.#request('DELETE', path, 'remove volume'));
    } catch (error) {
      if (!isEngineError(error, 'not_found')) throw error;
    }
  }

  async list(labels: Record<string, string>): Promise<{ name: string; labels: Record<string, string> }[]> {
    const wanted = { ...ownershipLabels(this.ownership.installation), ...labels };
    const found = await this.http.json<{ Volumes: VolumeInspectInfo[] | null }>(
      this.#request('GET', '/volumes', 'list volumes'),
    );
    const ours = (found.Volumes ?? []).filter((volume) => hasLabels(volume.Labels, wanted));
    return ours.map((volume) => ({ name: volume.Name, labels: volume.Labels }));
  }

  #request(method: 'GET' | 'POST' | 'DELETE', path: string, operation: string): DockerRequest {
    return { operation, method, path, lane: 'read', deadlineMs: this.ownership.readMs };
  }

  #error(kind: 'conflict', operation: string, message: string): EngineError {
    return new EngineError({ kind, host: this.ownership.host.name, operation, message });
  }
}
