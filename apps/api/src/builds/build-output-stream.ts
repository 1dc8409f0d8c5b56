import { Injectable } from '@nestjs/common';
import { BuildOutputRepository } from '@jujube/database/build-output/build-output.repository.js';
import { Doorbell } from '@jujube/database/doorbell.js';
import { Nudges } from '@jujube/database/nudges.js';
import { BuildQueries } from '@jujube/usecases/builds/build.queries.js';

const BATCH = 200;
const LOOK_EVERY_MS = 2_000;
const SIGN_OF_LIFE_EVERY_MS = 25_000;
const SIGN_OF_LIFE = '\0';

/** The output of a build from its beginning until the build ends. */
@Injectable()
export class BuildOutputStream {
  constructor(
    private readonly output: BuildOutputRepository,
    private readonly builds: BuildQueries,
    private readonly nudges: Nudges,
  ) {}

  async *read(buildId: string, signal: AbortSignal): AsyncGenerator<string> {
    const bell = new Doorbell(this.nudges, 'builds', buildId);
    let seq = '0';
    let saidAtMs = performance.now();
    try {
      while (!signal.aborted) {
        // asked before reading: what was written before the end is read after it
        const state = await this.builds.state(buildId);
        const chunks = await this.output.read(buildId, { seq, limit: BATCH });
        for (const { text } of chunks) yield text;
        seq = chunks.at(-1)?.seq ?? seq;
        if (chunks.length > 0) saidAtMs = performance.now();
        if (chunks.length === BATCH) continue;
        if (state !== 'pending') return;
        await bell.wait(LOOK_EVERY_MS, signal);
        if (performance.now() - saidAtMs < SIGN_OF_LIFE_EVERY_MS) continue;
        yield SIGN_OF_LIFE;
        saidAtMs = performance.now();
      }
    } finally {
      bell.close();
    }
  }
}
