import { DockerEngine } from '@jujube/containers/docker-engine.js';
import type { OurContainer } from '@jujube/containers/our-container.js';
import { dynoColumns } from '@jujube/database/dynos/dyno-columns.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { readSettings } from '@jujube/settings/settings.js';
import { AcknowledgingRouter } from './acknowledging-router.js';
import { DeployedApps } from './deployed-apps.js';
import { eventually } from './eventually.js';
import { schedulerEnvironment } from './running-scheduler.js';
import type { SeededApp } from './seed-rows.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { overTls, testHosts } from './test-hosts.js';

const ENDED = ['stopped', 'crashed', 'lost'];

/** What a scheduler works on: a database with the test hosts registered, a router that acknowledges, eyes on the engines. */
export class SchedulerWorld {
  private constructor(
    readonly database: TestDatabase,
    readonly apps: DeployedApps,
    readonly engines: readonly DockerEngine[],
    private readonly router: AcknowledgingRouter | null,
  ) {}

  static async open(): Promise<SchedulerWorld> {
    const database = await createTestDatabase();
    return SchedulerWorld.over(database, new AcknowledgingRouter(database.dataSource));
  }

  /** @param router null where a real one routes */
  static async over(database: TestDatabase, router: AcknowledgingRouter | null): Promise<SchedulerWorld> {
    const apps = new DeployedApps(database.dataSource);
    const { installationId: installation } = readSettings(schedulerEnvironment(database.url));
    const engines = testHosts().map((host) => new DockerEngine(overTls(host), { installation }));
    for (const host of testHosts()) await apps.addHost(host);
    return new SchedulerWorld(database, apps, engines, router);
  }

  /** Before that a scheduler that just started places on fewer hosts. */
  async hostsReady(): Promise<void> {
    const states = () => this.database.dataSource.query('select status from host_status');
    const ready = this.engines.map(() => ({ status: 'ready' }));
    await eventually(async () => expect(await states()).toEqual(ready), { withinMs: 30_000 });
  }

  /** An app of the base image whose first release has arrived. */
  async deployed(
    processTypes: Record<string, string>,
    quantities: Record<string, number>,
    config: Record<string, string> = {},
  ): Promise<SeededApp> {
    const app = await this.apps.addApp();
    await this.apps.scale(app, quantities);
    await this.succeeds(await this.release(app, processTypes, config));
    return app;
  }

  release(app: SeededApp, processTypes: Record<string, string>, config: Record<string, string> = {}): Promise<string> {
    return this.apps.release(app, { image: process.env['TEST_BASE_IMAGE'] ?? '', processTypes, config });
  }

  async succeeds(deployment: string): Promise<void> {
    await eventually(async () => expect(await this.apps.deployment(deployment)).toMatchObject({ state: 'succeeded' }), {
      withinMs: 90_000,
    });
  }

  async live(app: SeededApp): Promise<DynoEntity[]> {
    return (await this.apps.dynos(app)).filter((dyno) => !ENDED.includes(dyno.state));
  }

  /** Dynos of all apps that have not ended. */
  allLive(): Promise<DynoEntity[]> {
    return this.database.dataSource.query(
      `select ${dynoColumns()} from dynos where not state = any($1) order by app_id, process_type, slot`,
      [ENDED],
    );
  }

  async up(app: SeededApp): Promise<DynoEntity[]> {
    return (await this.apps.dynos(app)).filter((dyno) => dyno.state === 'up');
  }

  /** What the app's dynos answer, in the order of their slots. */
  async answers(app: SeededApp): Promise<string[]> {
    const dynos = await this.up(app);
    return Promise.all(dynos.map(async (dyno) => (await fetch(urlOf(dyno))).text()));
  }

  async containers(): Promise<OurContainer[]> {
    return (await Promise.all(this.engines.map((engine) => engine.list()))).flat();
  }

  engineOf(dyno: DynoEntity): DockerEngine {
    const engine = this.engines.find((each) => each.host.name === dyno.hostName);
    if (!engine) throw new Error(`no engine for ${dyno.hostName}`);
    return engine;
  }

  /** Destroys all apps and waits until the scheduler has cleared every host. */
  async clear(): Promise<void> {
    await this.apps.query('delete from apps');
    await this.apps.nudge();
    await eventually(async () => expect(await this.containers()).toEqual([]), { withinMs: 120_000, everyMs: 250 });
  }

  async close(): Promise<void> {
    await this.router?.stop();
    for (const engine of this.engines) await engine.close();
    await this.database.drop();
  }
}

export function urlOf(dyno: DynoEntity, path = '/'): string {
  return `http://${dyno.hostAddress}:${dyno.hostPort}${path}`;
}
