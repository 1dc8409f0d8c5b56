import { Injectable } from '@nestjs/common';
import type { ConfigVars } from '@jujube/core/release/config-vars.js';
import { Reader } from '@jujube/database/reader.js';
import { ReleaseConfig } from '@jujube/database/releases/release-config.js';

interface SealedRow {
  id: string;
  configEncrypted: Buffer;
}

/** Reads config vars, in clear. */
@Injectable()
export class ConfigQueries {
  constructor(
    private readonly reader: Reader,
    private readonly config: ReleaseConfig,
  ) {}

  /** Those that the next release starts from. */
  async newestOf(appId: string): Promise<ConfigVars> {
    return this.open(
      await this.reader.first<SealedRow>(`${SEALED} where app_id = $1 order by version desc limit 1`, [appId]),
    );
  }

  async ofRelease(releaseId: string): Promise<ConfigVars> {
    return this.open(await this.reader.first<SealedRow>(`${SEALED} where id = $1`, [releaseId]));
  }

  private open(row: SealedRow | null): ConfigVars {
    return row ? this.config.open(row) : {};
  }
}

const SEALED = 'select id, config_encrypted as "configEncrypted" from releases';
