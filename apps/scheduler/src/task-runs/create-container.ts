import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import type { ContainerSpec } from '@jujube/containers/container-spec.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import type { ImagePulls } from '../actor/image-pulls.js';

/** Makes a container, and fetches its image first where that is missing, or in any case when that is wanted. */
export async function createContainer(
  { engine, pulls }: { engine: ContainerEngine; pulls: ImagePulls },
  spec: ContainerSpec,
  { isPullForced, signal }: { isPullForced: boolean; signal: AbortSignal },
): Promise<string> {
  if (isPullForced) await pulls.pull(engine, spec.image, signal);
  try {
    return await engine.create(spec);
  } catch (error) {
    if (!isEngineError(error, 'no_such_image')) throw error;
  }
  await pulls.pull(engine, spec.image, signal);
  signal.throwIfAborted();
  return engine.create(spec);
}
