import { parseAffinity, parseConstraint, parsePort, parseSpread } from './rule-flags.js';
import { rulesText } from './rules-text.js';

describe('rules on the command line', () => {
  it.each([
    ['hostname:UNIQUE', ['hostname', 'UNIQUE']],
    ['zone:GROUP_BY:3', ['zone', 'GROUP_BY', '3']],
    ['disk:LIKE:(?:ssd|nvme).*', ['disk', 'LIKE', '(?:ssd|nvme).*']],
  ])('--constraint %s', (text, constraint) => {
    expect(parseConstraint(text)).toEqual(constraint);
  });

  it.each([
    ['label:disk=ssd:50', { target: 'label', selector: 'disk=ssd', weight: 50 }],
    ['host:h1', { target: 'host', selector: 'h1', weight: 100 }],
    [
      'service:shop.web:zone:required',
      { target: 'service', selector: 'shop.web', topology_key: 'zone', required: true },
    ],
  ])('--affinity %s', (text, affinity) => {
    expect(parseAffinity(text, 'affinity')).toMatchObject(affinity);
  });

  it('--anti-affinity turns the weight round', () => {
    const apart = parseAffinity('service:shop.web:hostname', 'anti-affinity');
    expect(apart).toEqual({ target: 'service', selector: 'shop.web', topology_key: 'hostname', weight: -100 });
  });

  it.each([
    ['zone', { topology_key: 'zone', when_unsatisfiable: 'ScheduleAnyway' }],
    ['rack:2', { topology_key: 'rack', max_skew: 2, when_unsatisfiable: 'ScheduleAnyway' }],
    ['zone:required', { topology_key: 'zone', when_unsatisfiable: 'DoNotSchedule' }],
    ['zone:3:required', { topology_key: 'zone', max_skew: 3, when_unsatisfiable: 'DoNotSchedule' }],
  ])('--spread %s', (text, spread) => {
    expect(parseSpread(text)).toEqual(spread);
  });

  it.each([
    ['metrics', { name: 'metrics' }],
    ['metrics=9090', { name: 'metrics', container_port: 9090 }],
    ['dns=5353:53/udp', { name: 'dns', container_port: 53, host_port: 5353, protocol: 'udp' }],
    ['dns/udp', { name: 'dns', protocol: 'udp' }],
  ])('--port %s', (text, port) => {
    expect(parsePort(text)).toEqual(port);
  });

  it.each([
    [() => parsePort('9090'), '--port wants'],
    [() => parsePort('a=b'), '--port wants'],
    [() => parsePort('a=1/icmp'), '--port wants'],
    [() => parseConstraint('zone'), 'FIELD:OPERATOR'],
    [() => parseConstraint(':UNIQUE'), 'FIELD:OPERATOR'],
    [() => parseAffinity('disk=ssd', 'affinity'), '--affinity wants'],
    [() => parseAffinity('label::50', 'affinity'), '--affinity wants'],
    [() => parseAffinity('label:a:zone:rack', 'anti-affinity'), '--anti-affinity wants'],
    [() => parseAffinity('label:a:1:2', 'affinity'), '--affinity wants'],
    [() => parseSpread(''), '--spread wants'],
    [() => parseSpread('zone:0'), '--spread wants'],
    [() => parseSpread('zone:required:2'), '--spread wants'],
  ])('%s is refused', (attempt, message) => {
    expect(attempt).toThrow(message);
  });

  it('are told back in words', () => {
    expect(rulesText({})).toBe('on any host');
    expect(
      rulesText({
        pool: 'fast',
        constraints: [['zone', 'GROUP_BY', '3']],
        affinity: [parseAffinity('label:disk=ssd:50', 'affinity'), parseAffinity('service:web:zone', 'anti-affinity')],
        spread: [parseSpread('rack')],
        priority: 0,
      }),
    ).toBe('pool fast, zone GROUP_BY 3, near disk=ssd (50), away from web by zone (100), spread over rack, priority 0');
  });
});
