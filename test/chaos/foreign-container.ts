import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import Docker from 'dockerode';
import { firstTestHost } from '../support/test-hosts.js';
import { testImageTar } from '../support/test-image.js';

/** Somebody else's container on a host of ours, with none of our labels. */
export class ForeignContainer {
  private constructor(private readonly container: Docker.Container) {}

  static async start(): Promise<ForeignContainer> {
    const docker = new Docker({ socketPath: firstTestHost().socket });
    const image = 'example.com/stranger:1';
    const loading = await docker.loadImage(Readable.from([await testImageTar({ ref: image })]));
    await finished(loading.resume());
    const _body = { Image: image, Labels: { 'com.example.team': 'others' } };
    const container = await docker.createContainer({ _query: { name: `stranger-${process.pid}` }, _body } as never);
    return new ForeignContainer(container);
  }

  /** Whether it was let alone. It never ran, so that it survives a reboot as it is. */
  async isThere(): Promise<boolean> {
    return this.container.inspect().then(
      ({ State }) => State.Status === 'created',
      () => false,
    );
  }

  async remove(): Promise<void> {
    await this.container.remove({ force: true });
  }
}
