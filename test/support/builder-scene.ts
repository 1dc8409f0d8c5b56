import { BuiltApps } from './built-apps.js';
import { GitRepository } from './git-repository.js';
import { placeByHand } from './place-by-hand.js';
import { builderEnvironment, startBuilder, type RunningBuilder } from './running-builder.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { testHosts } from './test-hosts.js';

/** A builder in this process, a repository, and hosts that a test places builds on. */
export class BuilderScene {
  hostId: string | null = null;

  private constructor(
    readonly database: TestDatabase,
    readonly builder: RunningBuilder,
    readonly apps: BuiltApps,
    readonly repository: GitRepository,
  ) {}

  static async open(environment: Record<string, string> = {}): Promise<BuilderScene> {
    const repository = new GitRepository();
    const database = await createTestDatabase();
    const more = { SOURCE_ROOTS: repository.root, ...environment };
    const builder = await startBuilder(builderEnvironment(database.url, more));
    const apps = new BuiltApps(database.dataSource, builder.commands, [repository.root]);
    const scene = new BuilderScene(database, builder, apps, repository);
    scene.hostId = await apps.addHost(testHosts()[0]!);
    scene.places = placeByHand(database.dataSource, () => scene.hostId);
    return scene;
  }

  private places: { stop(): Promise<void> } | undefined;

  /** Commits the files and builds them for a new app. */
  async build(files: Record<string, string>): Promise<{ app: { id: string; name: string }; build: string }> {
    const app = await this.apps.createApp();
    this.repository.commit(files);
    return { app, build: await this.apps.build(app.id, this.repository.directory) };
  }

  async close(): Promise<void> {
    await this.builder.stop();
    await this.places?.stop();
    await this.database.drop();
    this.repository.remove();
  }
}
