import { randomBytes } from 'node:crypto';
import { CreateApp } from '@jujube/usecases/apps/create-app.js';
import { DestroyApp } from '@jujube/usecases/apps/destroy-app.js';
import { SetConfig } from '@jujube/usecases/config/set-config.js';
import { CreateReleaseFromImage } from '@jujube/usecases/releases/create-release-from-image.js';
import { RollbackRelease } from '@jujube/usecases/releases/rollback-release.js';
import { startCommandBus, type TestCommandBus } from '../support/command-bus.js';
import { Traffic } from '../support/router-client.js';
import { startRouter, type RunningRouter } from '../support/running-router.js';
import { SchedulerWorld } from '../support/scheduler-world.js';
import { createTestDatabase } from '../support/test-database.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';
import { ChaosApp } from './chaos-app.js';
import { ForeignContainer } from './foreign-container.js';
import { recordMoves } from './recorded-moves.js';
import { Schedulers } from './schedulers.js';

const { web, slow, stubborn, chatty, crashing, worker } = DYNO_PROGRAMS;
/** What the web process of a release may be like. */
const WEB = { usual: web, slow, stubborn, chatty, crashing };
export type WebKind = keyof typeof WEB;
const REQUESTS_PER_S = 20;

/** A release that was asked for; with a greeting when this is what it changes. */
export interface Made {
  readonly deploymentId: string;
  readonly greeting?: string;
}

/** What places and routes, over three engines: two scheduler processes and HAProxy; and users who deploy apps and visit them. */
export class ChaosWorld {
  readonly apps: ChaosApp[] = [];
  /** a config var of every app; it may stand in no log */
  readonly canary = `canary-${randomBytes(12).toString('hex')}`;
  #count = 0;

  private constructor(
    readonly users: TestCommandBus,
    readonly cluster: SchedulerWorld,
    readonly router: RunningRouter,
    readonly schedulers: Schedulers,
    readonly stranger: ForeignContainer,
  ) {}

  static async open(): Promise<ChaosWorld> {
    const database = await createTestDatabase();
    await recordMoves(database);
    const users = await startCommandBus(database);
    const cluster = await SchedulerWorld.over(database, null);
    const router = await startRouter(database.url);
    const schedulers = await Schedulers.start(database);
    await cluster.hostsReady();
    return new ChaosWorld(users, cluster, router, schedulers, await ForeignContainer.start());
  }

  /** A new app with its first release under way. */
  async createApp(): Promise<ChaosApp> {
    const name = `chaos-${this.nextNumber()}`;
    const { userId } = this.users;
    const creation = { ownerId: userId, name, baseDomain: 'localhost', deadlineSeconds: 120 };
    const app = new ChaosApp(await this.users.execute(new CreateApp(creation)), name);
    this.apps.push(app);
    await this.configure(app, { SECRET: this.canary });
    await this.release(app);
    return app;
  }

  /** A release that greets as none did before. Answers its deployment and its greeting. */
  async configure(app: ChaosApp, more: Record<string, string> = {}): Promise<Made> {
    const greeting = `hello-${this.nextNumber()}`;
    const patch = { ...more, GREETING: greeting };
    const made = await this.users.execute(new SetConfig({ appId: app.id, userId: this.users.userId, patch }));
    if (!made) throw new Error(`a new greeting made no release of ${app.name}`);
    app.expect(made.deploymentId, { greeting, isGood: true });
    return { deploymentId: made.deploymentId, greeting };
  }

  /** A release of an image with such a web process. */
  async release(app: ChaosApp, kind: WebKind = 'usual'): Promise<Made> {
    const pushed = { label: JSON.stringify({ web: WEB[kind], worker }), hasCommand: true };
    const image = process.env['TEST_BASE_IMAGE'] ?? '';
    const [appId, userId, tag] = [app.id, this.users.userId, `t${this.nextNumber()}`];
    const release = new CreateReleaseFromImage({ appId, userId, tag, image, pushed, force: true });
    const made = await this.users.execute(release);
    app.expect(made.deploymentId, { greeting: app.greeting, isGood: kind !== 'crashing' });
    return { deploymentId: made.deploymentId };
  }

  /** A release of what an earlier one was that succeeded; nothing where there is none. */
  async rollBack(app: ChaosApp, pick: number): Promise<void> {
    const rows: { id: string; releaseId: string }[] = await this.users.query(
      `select d.id, r.id as "releaseId" from deployments d join releases r on r.id = d.release_id
       where d.app_id = $1 and d.state = 'succeeded' and r.image is not null
         and r.version < (select max(version) from releases where app_id = $1) order by r.version`,
      [app.id],
    );
    const good = rows.filter(({ id }) => app.expectedOf(id));
    const former = good[pick % good.length];
    if (!former) return;
    const [appId, userId, target] = [app.id, this.users.userId, former.releaseId];
    const made = await this.users.execute(new RollbackRelease({ appId, userId, target }));
    app.expect(made.deploymentId, app.expectedOf(former.id)!);
  }

  /** Visits the app all the time from now on. */
  visit(app: ChaosApp): void {
    app.traffic ??= new Traffic({ routerUrl: this.routerUrl }, app.hostname, REQUESTS_PER_S);
  }

  async destroyApp(app: ChaosApp): Promise<void> {
    this.apps.splice(this.apps.indexOf(app), 1);
    await app.traffic?.stop();
    await this.users.execute(new DestroyApp({ appId: app.id }));
  }

  get routerUrl(): string {
    return `http://127.0.0.1:${this.router.httpPort}`;
  }

  async close(): Promise<void> {
    for (const app of this.apps) await app.traffic?.stop();
    await this.cluster.clear();
    await this.stranger.remove();
    await this.schedulers.stop();
    await this.router.stop();
    await this.users.stop();
    await this.cluster.close();
  }

  private nextNumber(): number {
    return (this.#count += 1);
  }
}
