import type { CommandBus } from '@nestjs/cqrs';
import type { DataSource } from 'typeorm';
import { randomBytes } from 'node:crypto';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { SEALED } from '@jujube/database/encryption/sealed-context.js';
import { CreateApp } from '@jujube/usecases/apps/create-app.js';
import { CreateBuild } from '@jujube/usecases/builds/create-build.js';
import { CancelBuild } from '@jujube/usecases/builds/cancel-build.js';
import { eventually, type Patience } from './eventually.js';
import { overTls, type TestHost } from './test-hosts.js';
import { BUILDER_MASTER_KEY } from './builder-master-key.js';

export interface BuildRow {
  id: string;
  state: string;
  phase: string;
  stack: string | null;
  commit: string | null;
  image: string | null;
  failure: string | null;
  attempt: number;
  process_types: Record<string, string> | null;
  release_id: string | null;
  lease_owner: string | null;
}

/** Apps, builds and hosts as rows of one test database, and what becomes of them. */
export class BuiltApps {
  private userId = '';

  constructor(
    private readonly dataSource: DataSource,
    private readonly commands: CommandBus,
    private readonly sourceRoots: string[],
  ) {}

  /** @param by another address of the host, e.g. a proxy's */
  async addHost(host: TestHost, { sandbox = 'default', by }: { sandbox?: string; by?: string } = {}): Promise<string> {
    const { url, tls } = by ? { url: by } : overTls(host);
    const [{ id }] = await this.dataSource.query(
      'insert into hosts (name, url, sandbox) values ($1, $2, $3) returning id',
      [`${host.name}-${randomBytes(2).toString('hex')}`, url, sandbox],
    );
    const sealed = new SecretBox(Buffer.from(BUILDER_MASTER_KEY, 'base64')).seal(
      JSON.stringify({ tls }),
      SEALED.hostCredentials(id),
    );
    await this.dataSource.query('update hosts set credentials_encrypted = $2 where id = $1', [id, sealed]);
    await this.setHostStatus(id, 'ready');
    return id;
  }

  async setHostStatus(hostId: string, status: string): Promise<void> {
    await this.dataSource.query(
      `insert into host_status (host_id, status) values ($1, $2) on conflict (host_id) do update set status = $2`,
      [hostId, status],
    );
  }

  async createApp(): Promise<{ id: string; name: string }> {
    if (this.userId === '') {
      const [user] = await this.dataSource.query(
        "insert into users (email, password_hash) values ('builds@localhost', 'none') returning id",
      );
      this.userId = user.id;
    }
    const name = `app-${randomBytes(4).toString('hex')}`;
    const id = await this.commands.execute(new CreateApp({ ownerId: this.userId, name, baseDomain: 'localhost' }));
    return { id, name };
  }

  build(appId: string, url: string, ref = 'main'): Promise<string> {
    const source = { kind: 'git', url, ref } as const;
    const { userId, sourceRoots } = this;
    return this.commands.execute(new CreateBuild({ appId, userId, source, sourceRoots }));
  }

  /** Uploads the archive in chunks, as the API does, and builds it. */
  async buildArchive(appId: string, archive: Buffer): Promise<string> {
    const [{ id: sourceId }] = await this.dataSource.query(
      `insert into sources (created_by, upload_hash) values ($1, '') returning id`,
      [this.userId],
    );
    const middle = Math.ceil(archive.length / 2);
    for (const [seq, bytes] of [archive.subarray(0, middle), archive.subarray(middle)].entries()) {
      const row = [sourceId, seq, bytes];
      await this.dataSource.query('insert into source_chunks (source_id, seq, bytes) values ($1, $2, $3)', row);
    }
    const source = { kind: 'tar', sourceId, version: 'upload-1' } as const;
    return this.commands.execute(new CreateBuild({ appId, userId: this.userId, source, sourceRoots: [] }));
  }

  cancel(appId: string, buildId: string): Promise<void> {
    return this.commands.execute(new CancelBuild({ appId, buildId, by: 'the test' }));
  }

  async row(buildId: string): Promise<BuildRow> {
    const [row] = await this.dataSource.query('select * from builds where id = $1', [buildId]);
    return row;
  }

  async output(buildId: string): Promise<string> {
    const rows: { text: string }[] = await this.dataSource.query(
      'select text from build_output where build_id = $1 order by seq',
      [buildId],
    );
    return rows.map((row) => row.text).join('');
  }

  async outputHas(buildId: string, text: string, patience: Patience = { withinMs: 60_000 }): Promise<void> {
    await eventually(async () => {
      const output = await this.output(buildId);
      if (!output.includes(text))
        throw new Error(`no '${text}' yet in:\n${output}\n${JSON.stringify(await this.row(buildId))}`);
    }, patience);
  }

  /** The row once the build is over. */
  async ended(buildId: string, patience: Patience = { withinMs: 120_000 }): Promise<BuildRow> {
    return eventually(async () => {
      const row = await this.row(buildId);
      if (row.state === 'pending') throw new Error(`build is pending (${row.phase}):\n${await this.output(buildId)}`);
      return row;
    }, patience);
  }
}
