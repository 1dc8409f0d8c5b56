import { randomBytes } from 'node:crypto';
import { CreateApp } from '@jujube/usecases/apps/create-app.js';
import { DestroyApp } from '@jujube/usecases/apps/destroy-app.js';
import { SetConfig } from '@jujube/usecases/config/set-config.js';
import { CreateReleaseFromImage } from '@jujube/usecases/releases/create-release-from-image.js';
import { startCommandBus, type TestCommandBus } from '../support/command-bus.js';
import { Traffic } from '../support/router-client.js';
import { startRouter, type RunningRouter } from '../support/running-router.js';
import { SchedulerWorld } from '../support/scheduler-world.js';
import { createTestDatabase } from '../support/test-database.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';
import { ChaosApp } from './chaos-app.js';
import { recordMoves } from './recorded-moves.js';
import { Schedulers } from './schedulers.js';

const GOOD = { web: DYNO_PROGRAMS.web, worker: DYNO_PROGRAMS.worker };
const BAD = { ...GOOD, web: DYNO_PROGRAMS.crashing };
const REQUESTS_PER_S = 20;

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
  ) {}

  static async open(): Promise<ChaosWorld> {
    const database = await createTestDatabase();
    await recordMoves(database);
    const users = await startCommandBus(database);
    const cluster = await SchedulerWorld.over(database, null);
    const router = await startRouter(database.url);
    const schedulers = await Schedulers.start(database);
    await cluster.hostsReady();
    return new ChaosWorld(users, cluster, router, schedulers);
  }

  /** A new app with its first release under way. */
  async createApp(): Promise<ChaosApp> {
    const name = `chaos-${this.nextNumber()}`;
    const { userId } = this.users;
    const creation = { ownerId: userId, name, baseDomain: 'localhost', deadlineSeconds: 120 };
    const app = new ChaosApp(await this.users.execute(new CreateApp(creation)), name);
    this.apps.push(app);
    await this.configure(app, { SECRET: this.canary });
    await this.release(app, { isGood: true });
    return app;
  }

  /** A release that greets as none did before. */
  async configure(app: ChaosApp, more: Record<string, string> = {}): Promise<void> {
    const greeting = `hello-${this.nextNumber()}`;
    const patch = { ...more, GREETING: greeting };
    const made = await this.users.execute(new SetConfig({ appId: app.id, userId: this.users.userId, patch }));
    if (!made) throw new Error(`a new greeting made no release of ${app.name}`);
    app.expect(made.deploymentId, { greeting, isGood: true });
  }

  /** A release of an image whose web process runs, or crashes. */
  async release(app: ChaosApp, { isGood }: { isGood: boolean }): Promise<void> {
    const pushed = { label: JSON.stringify(isGood ? GOOD : BAD), hasCommand: true };
    const image = process.env['TEST_BASE_IMAGE'] ?? '';
    const [appId, userId, tag] = [app.id, this.users.userId, `t${this.nextNumber()}`];
    const release = new CreateReleaseFromImage({ appId, userId, tag, image, pushed, force: true });
    const made = await this.users.execute(release);
    app.expect(made.deploymentId, { greeting: app.greeting, isGood });
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
    await this.schedulers.stop();
    await this.router.stop();
    await this.users.stop();
    await this.cluster.close();
  }

  private nextNumber(): number {
    return (this.#count += 1);
  }
}
