import { hasLabels, isOurs, ownershipLabels } from '../labels.js';
import type { FakeHost } from './fake-host.js';

/** Volumes of a fake host. */
export class FakeVolumes {
  constructor(
    private readonly fake: FakeHost,
    private readonly installation: string,
  ) {}

  create(name: string, labels: Record<string, string>): Promise<void> {
    return this.fake.faults.around('createVolume', name, () => {
      this.#refuseForeign('createVolume', name);
      if (!this.fake.volumes.has(name)) {
        this.fake.volumes.set(name, { ...labels, ...ownershipLabels(this.installation) });
      }
    });
  }

  remove(name: string): Promise<void> {
    return this.fake.faults.around('removeVolume', name, () => {
      this.#refuseForeign('removeVolume', name);
      const isUsed = [...this.fake.containers.values()].some(({ spec }) => spec.volumes?.some((v) => v.name === name));
      if (isUsed) throw this.fake.faults.error('conflict', 'removeVolume', `volume ${name} is in use`);
      this.fake.volumes.delete(name);
    });
  }

  list(labels: Record<string, string>): Promise<{ name: string; labels: Record<string, string> }[]> {
    const wanted = { ...labels, ...ownershipLabels(this.installation) };
    const found = () => [...this.fake.volumes].filter(([, has]) => hasLabels(has, wanted));
    return this.fake.faults.around('listVolumes', '', () => found().map(([name, has]) => ({ name, labels: has })));
  }

  #refuseForeign(operation: string, name: string): void {
    const existing = this.fake.volumes.get(name);
    if (!existing || isOurs(existing, this.installation)) return;
    throw this.fake.faults.error('conflict', operation, `volume ${name} is not of this installation`);
  }
}
