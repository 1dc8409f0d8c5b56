import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Docker from 'dockerode';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { eventually } from '../support/eventually.js';
import { powerOf } from '../support/test-host-power.js';
import { testHosts } from '../support/test-hosts.js';
import type { ChaosWorld } from './chaos-world.js';
import type { Schedulers } from './schedulers.js';

const NOTICED_MS = 60_000;

/** Something that breaks while users do something. What it takes away is back when its promises have resolved. */
interface Fault {
  /** before the operation */
  before?(world: ChaosWorld): Promise<void>;
  /** right after the operation was accepted */
  during?(world: ChaosWorld, pick: number): Promise<void>;
  /** visitors may see it: dynos or the way to them are taken away */
  hurtsVisitors?: true;
}

export const FAULTS = {
  nothing: {},
  'scheduler dies when the plan is written': { before: ({ schedulers }) => schedulers.leadTowards('plan_written') },
  'scheduler dies when a container is made': {
    before: ({ schedulers }) => schedulers.leadTowards('container_created'),
  },
  'scheduler dies when a container is started': {
    before: ({ schedulers }) => schedulers.leadTowards('container_started'),
  },
  'scheduler dies when a dyno is healthy': { before: ({ schedulers }) => schedulers.leadTowards('healthy') },
  'scheduler dies when a dyno is drained': { before: ({ schedulers }) => schedulers.leadTowards('drained') },
  'scheduler dies when a container is removed': { before: ({ schedulers }) => schedulers.leadTowards('old_removed') },
  'scheduler and its successor die when a container is started': {
    before: ({ schedulers }) => schedulers.leadTowards('container_started', 2),
  },
  'scheduler and two successors die when a container is made': {
    before: ({ schedulers }) => schedulers.leadTowards('container_created', 3),
  },
  'leader is killed': { during: ({ schedulers }) => signalLeader(schedulers, 'SIGKILL') },
  'leader is told to stop': { during: ({ schedulers }) => signalLeader(schedulers, 'SIGTERM') },
  'all schedulers are killed': {
    during: ({ schedulers }) => schedulers.end('SIGKILL'),
  },
  'leader loses its lock': { during: ({ users }) => users.query(END_LEADERSHIP).then(() => undefined) },
  'database cuts every connection': {
    during: async ({ users: { database } }) => {
      await database.setReachable(false);
      await database.setReachable(true);
    },
  },
  'HAProxy is killed': { during: killHaproxy, hurtsVisitors: true },
  'engine is killed': {
    during: async (_world, pick) => {
      const power = await powerOf(hostName(pick));
      power.killEngine();
      await power.on();
    },
  },
  'engine is killed while it starts a dyno': {
    during: async (world) => {
      const host = await hostOfStarting(world);
      const power = await powerOf(host);
      power.killEngine();
      await power.on();
    },
  },
  'answers of an engine are lost on the way': {
    during: async (world, pick) => {
      const { address } = testHosts()[pick % testHosts().length]!;
      const rule = ['INPUT', '--source', address, '--protocol', 'tcp', '--source-port', '2376', '--jump', 'DROP'];
      iptables('--insert', ...rule);
      try {
        await becomes(world, hostName(pick), 'disconnected');
      } finally {
        iptables('--delete', ...rule);
      }
    },
  },
  'engine stands still': {
    during: async (world, pick) => {
      const name = hostName(pick);
      const power = await powerOf(name);
      power.signalEngine('SIGSTOP');
      try {
        await becomes(world, name, 'disconnected');
      } finally {
        power.signalEngine('SIGCONT');
      }
    },
  },
  'host is rebooted': {
    during: async (_world, pick) => {
      const power = await powerOf(hostName(pick));
      await power.crash();
      await power.on();
    },
    hurtsVisitors: true,
  },
  'host is lost, and comes back': {
    during: async (world, pick) => {
      const name = hostName(pick);
      const power = await powerOf(name);
      await power.crash();
      try {
        await becomes(world, name, 'down');
      } finally {
        await power.on();
      }
    },
    hurtsVisitors: true,
  },
  'somebody kills a container': {
    during: (world, pick) =>
      withDyno(world, pick, (dyno) => world.cluster.engineOf(dyno).kill(dyno.containerId, 'SIGKILL')),
    hurtsVisitors: true,
  },
  'somebody stops a container': {
    during: (world, pick) =>
      withDyno(world, pick, (dyno) => world.cluster.engineOf(dyno).stop(dyno.containerId, 5_000)),
    hurtsVisitors: true,
  },
  'somebody pauses a container': {
    during: (world, pick) => withContainer(world, pick, (container) => container.pause()),
    hurtsVisitors: true,
  },
  'somebody renames a container': {
    during: (world, pick) => withContainer(world, pick, (container) => container.rename({ name: `renamed-${pick}` })),
  },
  'somebody removes a container': {
    during: (world, pick) =>
      withDyno(world, pick, (dyno) => world.cluster.engineOf(dyno).remove(dyno.containerId, { force: true })),
    hurtsVisitors: true,
  },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

export const faultOf = (name: FaultName): Fault => FAULTS[name];

/** A scheduler that has just begun to lead stands in the row before the test knows of it. */
async function signalLeader(schedulers: Schedulers, signal: NodeJS.Signals): Promise<void> {
  const leader = await eventually(() => schedulers.leader(), { withinMs: 15_000 });
  await leader.kill(signal);
}

const END_LEADERSHIP = `
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and application_name = 'jujube leader scheduler'
  and pid in (select pid from pg_locks where locktype = 'advisory' and granted)`;

function hostName(pick: number): string {
  const hosts = testHosts();
  return hosts[pick % hosts.length]!.name;
}

async function becomes({ users }: ChaosWorld, host: string, status: string): Promise<void> {
  await eventually(
    async () => {
      const [row] = await users.query(
        'select status from host_status s join hosts h on h.id = s.host_id where h.name = $1',
        [host],
      );
      expect(row).toEqual({ status });
    },
    { withinMs: NOTICED_MS },
  );
}

/** Does something to the container of a dyno that runs now, if there is one. */
async function withDyno(
  { cluster }: ChaosWorld,
  pick: number,
  act: (dyno: DynoEntity & { containerId: string }) => Promise<void>,
): Promise<void> {
  const dynos = (await cluster.allLive()).filter(({ state, containerId }) => state === 'up' && containerId !== null);
  const dyno = dynos[pick % dynos.length];
  // whose container the scheduler itself takes away just now cannot be taken away by others
  if (dyno) await act({ ...dyno, containerId: dyno.containerId! }).catch(() => undefined);
}

/** The same, past our own library, which has no such operation. */
async function withContainer(world: ChaosWorld, pick: number, act: (container: Docker.Container) => Promise<unknown>) {
  await withDyno(world, pick, async ({ containerId, hostName: name }) => {
    const { socket: socketPath } = testHosts().find((host) => host.name === name)!;
    await act(new Docker({ socketPath }).getContainer(containerId));
  });
}

const STARTING_MS = 5_000;

/** Where a dyno is being started just now, or, when none is in time, where any is. */
async function hostOfStarting({ users }: ChaosWorld): Promise<string> {
  const look = async (states: string[]): Promise<string> => {
    const [row] = await users.query('select host_name as name from dynos where state = any($1) limit 1', [states]);
    expect(row).toBeDefined();
    return row.name;
  };
  const soon = () => look(['placed', 'starting']);
  return eventually(soon, { withinMs: STARTING_MS, everyMs: 10 }).catch(() => look(['up']));
}

function iptables(...args: string[]): void {
  execFileSync('iptables', ['--wait', '10', ...args]);
}

async function killHaproxy({ router }: ChaosWorld): Promise<void> {
  const pid = Number(await readFile(join(router.stateDir, 'haproxy.pid'), 'utf8'));
  const workers = await eventually(() => router.parts.haproxy.process.master.workers());
  for (const victim of [...workers, pid]) process.kill(victim, 'SIGKILL');
}
