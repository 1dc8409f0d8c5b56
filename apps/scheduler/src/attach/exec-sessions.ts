import { PassThrough } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { commandArgv } from '@jujube/core/task/command-argv.js';
import { DataSource } from '@jujube/database/connection.js';
import { dynoColumns } from '@jujube/database/dynos/dyno-columns.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { SEALED } from '@jujube/database/encryption/sealed-context.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { appendDynoLines } from '@jujube/database/log-lines/append-dyno-lines.js';
import { HostEngines } from '../hosts/host-engines.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import { platformLine } from '../logs/dyno-line.js';
import type { AttachedClient } from './attached-client.js';
import type { ExecSubject } from './attach-subject.js';

const LONGEST_MS = 86_400_000;
/** Ctrl-C and the end of input: the engine has no way to end what it runs beside the dyno's own process */
const FAREWELL = Buffer.from([0x03, 0x04]);

/** People inside dynos that run. Begin and end are told in the app's log. */
@Injectable()
export class ExecSessions {
  private readonly logger = new Logger('attach');

  constructor(
    private readonly dataSource: DataSource,
    private readonly engines: HostEngines,
    private readonly writes: FencedWrites,
    private readonly box: SecretBox,
  ) {}

  async carryOut(client: AttachedClient, subject: ExecSubject): Promise<void> {
    const dyno = await this.find(subject.dynoId);
    if (!dyno?.containerId) return client.end({ failure: 'The dyno does not run any more.' });
    await this.tell(dyno, `A session inside begins: command \`${subject.command}\``);
    const outcome = await this.joined(client, dyno, subject).catch((error: Error) => error);
    if (outcome instanceof Error) this.logger.warn(outcome.message);
    client.end(outcome instanceof Error ? { failure: outcome.message } : { exitCode: outcome });
    await this.tell(dyno, 'A session inside has ended');
  }

  private async joined(client: AttachedClient, dyno: DynoEntity, subject: ExecSubject): Promise<number> {
    const engine = await this.engines.of(dyno.hostId);
    const { isTty: tty, columns, rows } = subject;
    const env = JSON.parse(
      this.box.open(Buffer.from(subject.env, 'base64'), SEALED.execEnv(dyno.id)).toString('utf8'),
    ) as Record<string, string>;
    const argv = commandArgv(subject.command) ?? ['/bin/sh'];
    const stdin = new PassThrough();
    client.stdin.pipe(stdin);
    client.gone.addEventListener('abort', () => {
      if (!stdin.writableEnded) stdin.end(FAREWELL);
    });
    const inside = await engine.exec(dyno.containerId!, argv, { stdin, tty, env, deadlineMs: LONGEST_MS });
    await client.greet();
    client.onResize((size) => void inside.resize(size).catch(() => undefined));
    if (columns && rows) await inside.resize({ columns, rows }).catch(() => undefined);
    await client.show(inside);
    return inside.exitCode;
  }

  private async find(dynoId: string): Promise<DynoEntity | null> {
    const rows: DynoEntity[] = await this.dataSource.query(
      `select ${dynoColumns()} from dynos where id = $1 and state in ('starting', 'up', 'draining')`,
      [dynoId],
    );
    return rows[0] ?? null;
  }

  private async tell(dyno: DynoEntity, text: string): Promise<void> {
    await this.writes.run((manager) => appendDynoLines(manager, [platformLine(dyno, text)]));
  }
}
