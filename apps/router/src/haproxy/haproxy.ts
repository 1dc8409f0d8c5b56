import { mkdir, rename } from 'node:fs/promises';
import type { ConfigPaths } from '../config/config-paths.js';
import { renderConfig, renderHostsMap, renderMaintenanceMap, type ConfigSettings } from '../config/render-config.js';
import { writeErrorPages } from '../config/error-pages.js';
import { writeAtomically } from '../config/write-atomically.js';
import { compareRoutes } from '../routes/compare-routes.js';
import type { RouteTable } from '../routes/route-table.js';
import type { HaproxyProcess } from './haproxy-process.js';
import { findRefusal, runtimeCommands } from './runtime-commands.js';

/** Makes HAProxy follow a route table: by runtime commands where it can, by a reload where it must. */
export class Haproxy {
  private followed: RouteTable | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    readonly process: HaproxyProcess,
    private readonly paths: ConfigPaths,
    private readonly settings: ConfigSettings,
  ) {}

  /** @throws HaproxyError; HAProxy then goes on with what it had */
  follow(table: RouteTable, mustReload: boolean): Promise<void> {
    return this.alone(() => this.change(table, mustReload));
  }

  private async change(table: RouteTable, mustReload: boolean): Promise<void> {
    const changes = this.followed && !mustReload ? compareRoutes(this.followed, table) : null;
    if (changes?.length === 0) return;
    await this.write(table);
    if (changes === null || !(await this.command(changes.flatMap((change) => runtimeCommands(change, this.paths))))) {
      await this.restart();
    }
    this.followed = table;
  }

  /** Starts HAProxy again with the last good configuration if it has died. */
  revive(): Promise<boolean> {
    return this.alone(async () => {
      if (this.followed === null || this.process.isRunning()) return false;
      await this.process.start();
      return true;
    });
  }

  /** Nothing starts it again afterwards. */
  stop(): Promise<void> {
    return this.alone(async () => {
      this.followed = null;
      await this.process.stop();
    });
  }

  /** The watchdog and the control loop never start or reload HAProxy at the same time. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async restart(): Promise<void> {
    await (this.process.isRunning() ? this.process.reload() : this.process.start());
  }

  /** Former workers need no commands: they hand what still reaches them to the current one. */
  private async command(commands: readonly string[]): Promise<boolean> {
    const [current] = await this.process.master.workers().catch(() => []);
    if (current === undefined) return false;
    return findRefusal(await this.process.master.send(commands.map((command) => `@!${current} ${command}`))) === null;
  }

  private async write(table: RouteTable): Promise<void> {
    await mkdir(this.paths.certificates, { recursive: true, mode: 0o700 });
    await writeErrorPages(this.paths.pages);
    await writeAtomically(this.paths.hostsMap, renderHostsMap(table));
    await writeAtomically(this.paths.maintenanceMap, renderMaintenanceMap(table));
    const candidate = `${this.paths.config}.new`;
    await writeAtomically(candidate, renderConfig(table, this.settings, this.paths));
    await this.process.validate(candidate);
    await rename(candidate, this.paths.config);
  }
}
