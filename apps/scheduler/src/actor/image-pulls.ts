import { Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { PullLogins } from './pull-logins.js';

/** Fetches images for dynos. Dynos of one image on one host share one pull. */
@Injectable()
export class ImagePulls {
  private readonly running = new Map<string, Promise<string>>();

  constructor(private readonly logins: PullLogins) {}

  async pull(engine: ContainerEngine, image: string, signal: AbortSignal): Promise<void> {
    const key = `${engine.host.id} ${image}`;
    const known = this.running.get(key);
    const pull = known ?? engine.pull(image, { auth: this.logins.for(image), signal });
    if (!known) this.running.set(key, pull);
    try {
      await pull;
    } finally {
      if (this.running.get(key) === pull) this.running.delete(key);
    }
  }
}
