import { Injectable, Logger } from '@nestjs/common';
import type { Socket } from 'node:net';
import { FRAMES } from '@jujube/contract/attach/frame.js';
import { redeemCapability } from '@jujube/database/capabilities/capabilities.repository.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import { AttachSessions } from './attach-sessions.js';
import type { AttachSubject } from './attach-subject.js';
import { ExecSessions } from './exec-sessions.js';
import { firstLine } from './first-line.js';
import { FramedClient } from './framed-client.js';
import { RendezvousClient } from './rendezvous-client.js';
import { Terminals } from './terminals.js';

const FIRST_LINE_MS = 10_000;
/** for a last word to who is sent away, and is slow to go */
const REFUSED_MS = 10_000;
const INVALID = 'This address to attach to is not valid, or was used before. Run the command again.';

/** Lets in who has a capability, and the right to it still, and leads them to their dyno. */
@Injectable()
export class AttachDoor {
  private readonly logger = new Logger('attach');

  constructor(
    private readonly writes: FencedWrites,
    private readonly sessions: AttachSessions,
    private readonly execs: ExecSessions,
    private readonly terminals: Terminals,
  ) {}

  async take(socket: Socket): Promise<void> {
    try {
      const [secret = '', protocol] = (await firstLine(socket, FIRST_LINE_MS)).split(' ');
      const found = await this.writes.run((manager) => redeemCapability<AttachSubject>(manager, secret, 'attach'));
      const subject = found?.subject;
      const mayAttach = found !== null && (await this.terminals.mayOpen(found.holder));
      const client =
        protocol === FRAMES
          ? new FramedClient(socket)
          : new RendezvousClient(socket, { isTty: subject?.isTty ?? true });
      if (!subject || !mayAttach) {
        socket.setTimeout(REFUSED_MS, () => socket.destroy());
        return client.end({ failure: INVALID });
      }
      await this.terminals.watch({ socket, client, holder: found.holder, subject });
      if ('taskId' in subject) this.sessions.join(subject.taskId, client);
      else await this.execs.carryOut(client, subject);
    } catch (error) {
      socket.destroy();
      this.logger.debug(`a connection came to nothing: ${(error as Error).message}`);
    }
  }
}
