import { parsePorts } from './parse-ports.js';

describe('parsePorts', () => {
  it('gives ports that name none the ones after PORT, and takes TCP and UDP on one number', () => {
    const named = [{ name: 'metrics' }, { name: 'dns', containerPort: 53, hostPort: 5353, protocol: 'udp' as const }];
    expect(parsePorts([...named, { name: 'dns-tcp', containerPort: 53 }, { name: 'last' }])).toEqual([
      { name: 'metrics', containerPort: 5001, protocol: 'tcp' },
      { name: 'dns', containerPort: 53, hostPort: 5353, protocol: 'udp' },
      { name: 'dns-tcp', containerPort: 53, protocol: 'tcp' },
      { name: 'last', containerPort: 5004, protocol: 'tcp' },
    ]);
  });

  it.each([
    ['Metrics', [{ name: 'Metrics' }]],
    ['two are called a', [{ name: 'a' }, { name: 'a' }]],
    ['5000/tcp of the container is taken twice (PORT is one)', [{ name: 'a', containerPort: 5000 }]],
    ['5001/tcp of the container is taken twice', [{ name: 'a' }, { name: 'b', containerPort: 5001 }]],
    [
      'port 80 of the host is wanted twice',
      [
        { name: 'a', hostPort: 80 },
        { name: 'b', hostPort: 80 },
      ],
    ],
    ['65536 for a is none', [{ name: 'a', containerPort: 65_536 }]],
    ['-1 for a is none', [{ name: 'a', hostPort: -1 }]],
    ['21 are too many', Array.from({ length: 21 }, (_, index) => ({ name: `p${index}` }))],
  ])('refuses: %s', (why, wishes) => {
    expect(() => parsePorts(wishes)).toThrow(why);
  });
});
