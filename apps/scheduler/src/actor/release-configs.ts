import { Injectable } from '@nestjs/common';
import type { ConfigVars } from '@jujube/core/release/config-vars.js';
import { DataSource } from '@jujube/database/connection.js';
import { ReleaseConfig } from '@jujube/database/releases/release-config.js';

/** The config vars of a release in clear, for its containers and nothing else. */
@Injectable()
export class ReleaseConfigs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sealed: ReleaseConfig,
  ) {}

  async of(releaseId: string): Promise<ConfigVars> {
    const rows: { configEncrypted: Buffer }[] = await this.dataSource.query(
      'select config_encrypted as "configEncrypted" from releases where id = $1',
      [releaseId],
    );
    if (!rows[0]) throw new Error(`release ${releaseId} is gone, its app was destroyed`);
    return this.sealed.open({ id: releaseId, configEncrypted: rows[0].configEncrypted });
  }
}
