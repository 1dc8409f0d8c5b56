import { Inject, Injectable, Logger } from '@nestjs/common';
import { issueCertificate, makeAuthority, type KeyPair } from '@jujube/certificates/certificate-authority.js';
import { announceRelay } from '@jujube/database/attach-relays/attach-relay.js';
import { obtainAuthority } from '@jujube/database/certificate-authority/stored-authority.js';
import { DataSource } from '@jujube/database/connection.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { endedTasks } from '@jujube/database/one-offs/open-one-offs.js';
import type { RelaySettings } from '@jujube/settings/relay-settings.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { repeatedly } from '../leader/repeatedly.js';
import { WakeUp } from '../wake-up.js';
import { AttachDoor } from './attach-door.js';
import { AttachSessions } from './attach-sessions.js';
import { RelayServer } from './relay-server.js';
import { Terminals } from './terminals.js';

const EVERY_MS = 1_000;

export const RELAY_SETTINGS = Symbol('RELAY_SETTINGS');

/** Where people's terminals meet dynos: takes their connections while this scheduler leads, and says where it does. */
@Injectable()
export class AttachRelay implements LeaderPart {
  private readonly logger = new Logger('attach');

  constructor(
    @Inject(RELAY_SETTINGS) private readonly settings: RelaySettings,
    private readonly dataSource: DataSource,
    private readonly writes: FencedWrites,
    private readonly box: SecretBox,
    private readonly sessions: AttachSessions,
    private readonly door: AttachDoor,
    private readonly terminals: Terminals,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    let relay: RelayServer | null = null;
    const rhythm = { signal, everyMs: EVERY_MS, wakeUp: new WakeUp(), logger: this.logger };
    await repeatedly(rhythm, async () => {
      relay ??= await this.open();
      await this.terminals.endLost();
      await this.sendAway();
    });
    (relay as RelayServer | null)?.close();
  }

  private async open(): Promise<RelayServer> {
    const { listen, advertised } = this.settings;
    const relay = await RelayServer.listen(listen, await this.certificate(), (socket) => void this.door.take(socket));
    const { host, port } = advertised ?? { ...listen, port: relay.port };
    const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    await this.writes
      .run((manager) => announceRelay(manager, address))
      .catch((error: unknown) => {
        relay.close();
        throw error;
      });
    return relay;
  }

  private async certificate(): Promise<KeyPair> {
    const { listen, advertised, given } = this.settings;
    if (given !== null) return { certificate: given, key: given };
    const make = () => makeAuthority('Jujube installation CA');
    const authority = await this.writes.run((manager) => obtainAuthority(manager, this.box, make));
    return issueCertificate(authority, [(advertised ?? listen).host]);
  }

  /** A task may end before it begins: no host for it, no image, or its owner does not want it any more. */
  private async sendAway(): Promise<void> {
    const ended = await endedTasks(this.dataSource.manager, this.sessions.waiting());
    for (const [taskId, reason] of ended) this.sessions.refuse(taskId, reason ?? 'It has ended.');
  }
}
