import { Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { wantedReverts } from '@jujube/database/deployments/wanted-reverts.js';
import { Nudges } from '@jujube/database/nudges.js';
import { RevertRelease } from '@jujube/usecases/releases/revert-release.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { repeatedly } from '../leader/repeatedly.js';
import { WakeUp } from '../wake-up.js';

const EVERY_MS = 5_000;

/** Goes back to the last good release after a deployment that failed, where its policy says so. */
@Injectable()
export class Reverts implements LeaderPart {
  private readonly logger = new Logger('reverts');
  private readonly wakeUp = new WakeUp();

  constructor(
    private readonly dataSource: DataSource,
    private readonly commands: CommandBus,
    private readonly nudges: Nudges,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const end = this.nudges.on('releases', () => this.wakeUp.wake());
    const rhythm = { signal, everyMs: EVERY_MS, wakeUp: this.wakeUp, logger: this.logger };
    await repeatedly(rhythm, () => this.revertAll(signal));
    end();
  }

  private async revertAll(signal: AbortSignal): Promise<void> {
    for (const failed of await wantedReverts(this.dataSource.manager)) {
      if (signal.aborted) return;
      const made = await this.commands.execute(new RevertRelease(failed));
      if (made) this.logger.log(`v${made.version} of app ${failed.appId} goes back to the last good release`);
    }
  }
}
