import type { HostFacts } from '@jujube/containers/host-facts.js';
import type { HostReport } from '@jujube/database/host-probes/host-report.js';

export type Finding = HostReport['findings'][number];

const OLDEST_ENGINE = [20, 10] as const;
const LEAST_DISK_MIB = 5 * 1024;
const LEAST_MEMORY_MIB = 512;
const LARGEST_SKEW_S = 30;

/** What an engine's own facts say about its fitness, each shortcoming with the line that mends it. */
export function findingsOf(facts: HostFacts, now: Date): Finding[] {
  return [
    versionFinding(facts),
    liveRestoreFinding(facts),
    sizeFinding(facts),
    diskFinding(facts),
    ...clockFinding(facts, now),
  ];
}

function versionFinding({ version }: HostFacts): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOk = major > OLDEST_ENGINE[0] || (major === OLDEST_ENGINE[0] && minor >= OLDEST_ENGINE[1]);
  return {
    check: 'version',
    isOk,
    isRequired: true,
    message: isOk ? `Docker ${version}` : `Docker ${version} is older than ${OLDEST_ENGINE.join('.')}`,
    ...(!isOk && { mend: 'apt-get install --only-upgrade docker.io' }),
  };
}

function liveRestoreFinding({ liveRestore }: HostFacts): Finding {
  return {
    check: 'live-restore',
    isOk: liveRestore,
    isRequired: false,
    message: liveRestore ? 'dynos survive a restart of the engine' : 'a restart of the engine would end every dyno',
    ...(!liveRestore && { mend: 'set "live-restore": true in /etc/docker/daemon.json, then: systemctl reload docker' }),
  };
}

function sizeFinding({ cpus, memoryMib }: HostFacts): Finding {
  const isOk = memoryMib >= LEAST_MEMORY_MIB;
  return {
    check: 'size',
    isOk,
    isRequired: false,
    message: `${cpus} cpus, ${memoryMib} MiB${isOk ? '' : `, and a build or two dynos want ${LEAST_MEMORY_MIB} MiB`}`,
  };
}

// only an engine of this machine lets us look
function diskFinding({ diskFreeMib }: HostFacts): Finding {
  const check = { check: 'disk', isRequired: false };
  if (diskFreeMib === undefined) {
    const wanted = `images and builds want ${LEAST_DISK_MIB / 1024} GiB (there: df -h /var/lib/docker)`;
    return { ...check, isOk: true, message: `no engine tells how much is free; ${wanted}` };
  }
  const isOk = diskFreeMib >= LEAST_DISK_MIB;
  const message = `${Math.floor(diskFreeMib / 1024)} GiB free for images`;
  return { ...check, isOk, message, ...(!isOk && { mend: 'docker system prune' }) };
}

function clockFinding({ clock }: HostFacts, now: Date): Finding[] {
  if (!clock) return [];
  const skewS = Math.round((clock.getTime() - now.getTime()) / 1000);
  const isOk = Math.abs(skewS) <= LARGEST_SKEW_S;
  const message = isOk ? 'its clock is right' : `its clock is ${Math.abs(skewS)} s ${skewS > 0 ? 'fast' : 'slow'}`;
  return [{ check: 'clock', isOk, isRequired: false, message, ...(!isOk && { mend: 'timedatectl set-ntp true' }) }];
}
