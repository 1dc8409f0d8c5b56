/** An entry of the engine's `node-generic-resources`: one device by its id, or a number of devices. */
export interface GenericResource {
  NamedResourceSpec?: { Kind: string; Value: string };
  DiscreteResourceSpec?: { Kind: string; Value: number };
}

const GPU = /(^|[-_])gpu$/i;

/** Those whose kind is `gpu`, or ends in it as `NVIDIA-GPU` does; where there is only a number of them, they go by `0`, `1` … */
export function gpuIds(resources: readonly GenericResource[]): string[] {
  return resources.flatMap(({ NamedResourceSpec: named, DiscreteResourceSpec: counted }) => {
    if (named) return GPU.test(named.Kind) ? [named.Value] : [];
    if (!counted || !GPU.test(counted.Kind)) return [];
    return Array.from({ length: counted.Value }, (_, index) => String(index));
  });
}
