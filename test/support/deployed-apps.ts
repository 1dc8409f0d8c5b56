import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { DisruptionSettings } from '@jujube/core/disruption/disruption-settings.js';
import type { UpdateSettings } from '@jujube/core/update/update-settings.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { dynoColumns } from '@jujube/database/dynos/dyno-columns.js';
import { IS_BLUE_GREEN } from '@jujube/database/deployments/new-deployment.js';
import { SEALED } from '@jujube/database/encryption/sealed-context.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { overTls, type TestHost } from './test-hosts.js';
import { seedApp, type SeededApp } from './seed-rows.js';
import { TEST_MASTER_KEY } from './test-master-key.js';

export interface NewRelease {
  image: string;
  processTypes: Record<string, string>;
  config?: Record<string, string>;
  deadlineS?: number;
}

/** What users write, as rows: hosts, apps, releases that are being deployed, and how many dynos of what. */
export class DeployedApps {
  private readonly box = new SecretBox(Buffer.from(TEST_MASTER_KEY, 'base64'));

  constructor(readonly database: DataSource) {}

  async addHost(host: TestHost): Promise<string> {
    const id = randomUUID();
    const { url, tls } = overTls(host);
    const sealed = this.box.seal(JSON.stringify({ tls }), SEALED.hostCredentials(id));
    await this.query('insert into hosts (id, name, url, credentials_encrypted) values ($1, $2, $3, $4)', [
      id,
      host.name,
      url,
      sealed,
    ]);
    await this.nudge();
    return id;
  }

  addApp(): Promise<SeededApp> {
    return seedApp(this.database);
  }

  /** Returns the deployment's id. */
  async release(app: SeededApp, release: NewRelease): Promise<string> {
    const id = randomUUID();
    const config = this.box.seal(JSON.stringify(release.config ?? {}), SEALED.releaseConfig(id));
    await this.query(ADD_RELEASE, [id, app.appId, release.image, release.processTypes, config, app.userId]);
    await this.query(`update deployments set state = 'superseded' where app_id = $1 and state = 'pending'`, [
      app.appId,
    ]);
    const [deployment] = await this.query(ADD_DEPLOYMENT, [app.appId, id, release.deadlineS ?? 120]);
    await this.nudge();
    return deployment?.id ?? '';
  }

  async scale(app: SeededApp, quantities: Record<string, number>, memoryMib = 64): Promise<void> {
    for (const [processType, quantity] of Object.entries(quantities)) {
      await this.query(SCALE, [app.appId, processType, quantity, memoryMib]);
    }
    await this.nudge();
  }

  async setUpdate(app: SeededApp, processType: string, update: UpdateSettings): Promise<void> {
    const where = 'where app_id = $1 and process_type = $2';
    await this.query(`update formations set update_settings = $3 ${where}`, [app.appId, processType, update]);
    await this.nudge();
  }

  async setDisruption(app: SeededApp, processType: string, disruption: DisruptionSettings): Promise<void> {
    const where = 'where app_id = $1 and process_type = $2';
    await this.query(`update formations set disruption_settings = $3 ${where}`, [app.appId, processType, disruption]);
    await this.nudge();
  }

  async deployment(id: string): Promise<{ state: string; reason: string | null; logExcerpt: string | null }> {
    const [row] = await this.database.query(
      'select state, reason, log_excerpt as "logExcerpt" from deployments where id = $1',
      [id],
    );
    return row;
  }

  dynos(app: SeededApp): Promise<DynoEntity[]> {
    return this.database.query(
      `select ${dynoColumns()} from dynos where app_id = $1 order by process_type, slot, incarnation`,
      [app.appId],
    );
  }

  async logOf(app: SeededApp): Promise<string[]> {
    const rows: { text: string }[] = await this.database.query(
      `select source || '[' || dyno || ']: ' || text as text from log_lines where app_id = $1 order by id`,
      [app.appId],
    );
    return rows.map((row) => row.text);
  }

  nudge(): Promise<unknown> {
    return this.query(`select pg_notify('jujube_wanted', '')`);
  }

  query(sql: string, parameters: unknown[] = []): Promise<{ id: string }[]> {
    return this.database.query(sql, parameters);
  }
}

/** A name that no other test uses. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${randomBytes(4).toString('hex')}`;
}

const ADD_RELEASE = `
insert into releases (id, app_id, version, description, image, process_types, config_encrypted, created_by)
values ($1, $2, (select coalesce(max(version), 0) + 1 from releases where app_id = $2), 'test', $3, $4, $5, $6)`;

const ADD_DEPLOYMENT = `
insert into deployments (app_id, release_id, state, deadline_at, is_hidden)
values ($1, $2, 'pending', now() + make_interval(secs => $3), ${IS_BLUE_GREEN}) returning id`;

const SCALE = `
insert into formations (app_id, process_type, quantity, cpu_millis, memory_mib) values ($1, $2, $3, 10, $4)
on conflict (app_id, process_type) do update set quantity = excluded.quantity, memory_mib = excluded.memory_mib`;
