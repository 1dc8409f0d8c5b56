import { gpuIds } from './gpu-ids.js';

describe('gpuIds', () => {
  it('takes devices by their ids, counts those that have none, and leaves other resources alone', () => {
    expect(
      gpuIds([
        { NamedResourceSpec: { Kind: 'NVIDIA-GPU', Value: 'GPU-45cbf7b' } },
        { NamedResourceSpec: { Kind: 'gpu', Value: '7' } },
        { NamedResourceSpec: { Kind: 'fpga', Value: 'f1' } },
        { NamedResourceSpec: { Kind: 'gpus-of-others', Value: 'x' } },
      ]),
    ).toEqual(['GPU-45cbf7b', '7']);
    expect(gpuIds([{ DiscreteResourceSpec: { Kind: 'GPU', Value: 2 } }])).toEqual(['0', '1']);
    expect(gpuIds([{ DiscreteResourceSpec: { Kind: 'SSD', Value: 2 } }])).toEqual([]);
  });
});
