import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { hostname } from 'node:os';
import { Engines } from '@jujube/containers/engines.js';
import { DataSource } from '@jujube/database/connection.js';
import { DatabaseModule } from '@jujube/database/database.module.js';
import { Leadership } from '@jujube/database/leaders/leadership.js';
import type { Settings } from '@jujube/settings/settings.js';
import { ReleasesModule } from '@jujube/usecases/releases/releases.module.js';
import { AttachDoor } from './attach/attach-door.js';
import { AttachRelay, RELAY_SETTINGS } from './attach/attach-relay.js';
import { AttachSessions } from './attach/attach-sessions.js';
import { ExecSessions } from './attach/exec-sessions.js';
import { Terminals } from './attach/terminals.js';
import { Actor } from './actor/actor.js';
import { WaitingNews } from './actor/waiting-news.js';
import { ContainerWork } from './actor/container-work.js';
import { DynoStarter } from './actor/dyno-starter.js';
import { DynoStopper } from './actor/dyno-stopper.js';
import { ImagePulls } from './actor/image-pulls.js';
import { PlanWriter } from './actor/plan-writer.js';
import { PullLogins } from './actor/pull-logins.js';
import { ReleaseConfigs } from './actor/release-configs.js';
import { ControlLoop } from './control-loop.js';
import { DynoJournal } from './dyno-journal.js';
import { DynoWatch } from './health/dyno-watch.js';
import { HealthChecks } from './health/health-checks.js';
import { HealthReports } from './health/health-reports.js';
import { HealthRules } from './health/health-rules.js';
import { HostComparison } from './hosts/host-comparison.js';
import { HostEngines } from './hosts/host-engines.js';
import { HostFollower } from './hosts/host-follower.js';
import { HostMemories } from './hosts/host-memories.js';
import { HostWatch } from './hosts/host-watch.js';
import { HostWatches } from './hosts/host-watches.js';
import { LeftoverRemoval } from './hosts/leftover-removal.js';
import { ImageRetention } from './images/image-retention.js';
import { FencedWrites } from './leader/fenced-writes.js';
import { Leader, LEADER_PARTS } from './leader/leader.js';
import { LiveDynos } from './live-dynos.js';
import { LogBatch } from './logs/log-batch.js';
import { LogCollector } from './logs/log-collector.js';
import { LogReaders } from './logs/log-readers.js';
import { Observer } from './observer/observer.js';
import { Preflight } from './probes/preflight.js';
import { PROBE_ENGINES, Probes } from './probes/probes.js';
import { Proofs } from './proofs/proofs.js';
import { Reverts } from './reverts/reverts.js';
import { TaskAttempts } from './task-runs/task-attempts.js';
import { TaskCallbacks } from './task-runs/task-callbacks.js';
import { TaskJournal } from './task-runs/task-journal.js';
import { TaskLeftovers } from './task-runs/task-leftovers.js';
import { TaskRuns } from './task-runs/task-runs.js';
import { TaskSweep } from './tasks/task-sweep.js';
import { Timings } from './timings.js';
import { WakeUp } from './wake-up.js';

/** What the leader runs; each part on its own, none waits for another. */
const PARTS = [
  ControlLoop,
  ContainerWork,
  HostWatches,
  HealthChecks,
  LogCollector,
  Probes,
  TaskSweep,
  TaskRuns,
  TaskLeftovers,
  TaskCallbacks,
  AttachRelay,
  ImageRetention,
  Reverts,
  Proofs,
];

const ACTING = [Actor, WaitingNews, PlanWriter, DynoStarter, DynoStopper, ImagePulls, ReleaseConfigs, DynoJournal];
const WATCHING = [HostEngines, HostMemories, HostWatch, HostFollower, HostComparison, LeftoverRemoval];
const HEALTH = [DynoWatch, HealthReports, HealthRules];
const TASKS = [TaskAttempts, TaskJournal, AttachDoor, AttachSessions, ExecSessions, Terminals];
const LOGS = [LogBatch, LogReaders];

/** What it asks for like a user would. */
const USE_CASES = [CqrsModule.forRoot(), ReleasesModule];

/** Makes the cluster match what users asked for. */
@Module({
  providers: [
    ...PARTS,
    ...ACTING,
    ...WATCHING,
    ...HEALTH,
    ...TASKS,
    ...LOGS,
    Preflight,
    Leader,
    FencedWrites,
    LiveDynos,
    WakeUp,
  ],
})
export class SchedulerModule {
  static forRoot(settings: Settings, timings = new Timings()): DynamicModule {
    const providers: Provider[] = [
      { provide: Timings, useValue: timings },
      { provide: LEADER_PARTS, useFactory: (...parts: unknown[]) => parts, inject: PARTS },
      { provide: Leadership, useFactory: () => new Leadership(seatOf(settings)) },
      { provide: Engines, useFactory: () => new Engines({ installation: settings.installationId }) },
      // apart: closing the engines of hosts that are gone must not end a probe
      { provide: PROBE_ENGINES, useFactory: () => new Engines({ installation: settings.installationId }) },
      { provide: PullLogins, useFactory: () => new PullLogins(settings.registry) },
      { provide: RELAY_SETTINGS, useValue: settings.relay },
      {
        provide: Observer,
        useFactory: (dataSource: DataSource, rules: HealthRules) => new Observer(dataSource, settings, rules),
        inject: [DataSource, HealthRules],
      },
    ];
    return {
      module: SchedulerModule,
      imports: [DatabaseModule.forRoot(settings, 'scheduler'), ...USE_CASES],
      providers,
    };
  }
}

function seatOf({ databaseUrl }: Settings) {
  return { url: databaseUrl, name: 'scheduler', holder: `${hostname()} ${process.pid}` };
}
