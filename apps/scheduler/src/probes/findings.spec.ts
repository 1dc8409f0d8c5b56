import type { HostFacts } from '@jujube/containers/host-facts.js';
import { findingsOf } from './findings.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const FINE: HostFacts = {
  ...{
    name: 'h',
    version: '20.10.24',
    apiVersion: '1.41',
    cpus: 2,
    cpuMillis: 2000,
    memoryMib: 4096,
    diskFreeMib: 20_000,
  },
  ...{ liveRestore: true, storageDriver: 'overlay2', os: 'Debian', arch: 'x86_64', cgroupVersion: '2' as const },
  ...{ gpus: [], insecureRegistries: [], clock: NOW },
};

function wrong(more: Partial<HostFacts>) {
  return findingsOf({ ...FINE, ...more }, NOW).filter(({ isOk }) => !isOk);
}

describe('findingsOf', () => {
  it('has nothing against a host that has all it needs', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ version: '28.2.2', clock: undefined, diskFreeMib: undefined })).toEqual([]);
  });

  it('refuses an engine that is too old', () => {
    expect(wrong({ version: '19.03.1' })).toEqual([
      { check: 'version', isOk: false, isRequired: true, message: expect.any(String), mend: expect.any(String) },
    ]);
  });

  it.each([
    [{ liveRestore: false }, 'live-restore', /live-restore/],
    [{ diskFreeMib: 100 }, 'disk', /prune/],
    [{ clock: new Date(NOW.getTime() + 60_000) }, 'clock', /timedatectl/],
  ])('warns of %p and says what mends it', (facts, check, mend) => {
    expect(wrong(facts)).toEqual([
      expect.objectContaining({ check, isRequired: false, mend: expect.stringMatching(mend) }),
    ]);
  });

  it('says what to look at where it cannot look', () => {
    const disk = findingsOf({ ...FINE, diskFreeMib: undefined }, NOW).find(({ check }) => check === 'disk');
    expect(disk).toMatchObject({ isOk: true, message: expect.stringContaining('df -h') });
  });

  it('says by how much a clock is wrong', () => {
    expect(wrong({ clock: new Date(NOW.getTime() - 90_000) })[0]?.message).toBe('its clock is 90 s slow');
  });
});
