import { Injectable } from '@nestjs/common';
import type { ConfigVars } from '@jujube/core/release/config-vars.js';
import { SEALED } from '../encryption/sealed-context.js';
import { SecretBox } from '../encryption/secret-box.js';

/** Config vars as they lie in a release row: one sealed JSON object, bound to that row. */
@Injectable()
export class ReleaseConfig {
  constructor(private readonly box: SecretBox) {}

  seal(releaseId: string, vars: ConfigVars): Buffer {
    return this.box.seal(JSON.stringify(vars), SEALED.releaseConfig(releaseId));
  }

  /** In clear: never into logs, errors or URLs. */
  open(release: { id: string; configEncrypted: Buffer }): ConfigVars {
    return JSON.parse(this.box.open(release.configEncrypted, SEALED.releaseConfig(release.id)).toString('utf8'));
  }
}
