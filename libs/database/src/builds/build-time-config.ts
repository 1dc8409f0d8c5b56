import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { buildTimeVars } from '@jujube/core/release/build-time-vars.js';
import type { ConfigVars } from '@jujube/core/release/config-vars.js';
import { ReleaseConfig } from '../releases/release-config.js';

interface Row {
  id: string;
  configEncrypted: Buffer;
  names: string[];
}

/** The config vars that a user marked for builds, in clear, as the app's newest release has them. */
@Injectable()
export class BuildTimeConfig {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sealed: ReleaseConfig,
  ) {}

  async of(appId: string): Promise<ConfigVars> {
    const rows: Row[] = await this.dataSource.query(NEWEST, [appId]);
    return rows[0] ? buildTimeVars(this.sealed.open(rows[0]), rows[0].names) : {};
  }
}

const NEWEST = `
select r.id, r.config_encrypted as "configEncrypted", a.build_time_vars as names
from apps a join releases r on r.app_id = a.id
where a.id = $1 and a.build_time_vars <> '{}' order by r.version desc limit 1`;
