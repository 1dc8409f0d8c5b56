import { Inject, Injectable } from '@nestjs/common';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import type { CapabilityHolder } from '@jujube/database/capabilities/capabilities.repository.js';
import type { StreamHolder } from '@jujube/database/stream-holders/stream-holder.js';
import type { Settings } from '@jujube/settings/settings.js';
import { SETTINGS } from '../settings.provider.js';

const VALID_MS = 60 * 60_000;

type Sealed = CapabilityHolder & { readonly untilMs: number };

/**
 * Capability URLs of build output. The key carries build, expiry and for whom it is, sealed, so that a list of builds needs no row
 * for each.
 */
@Injectable()
export class BuildOutputUrl {
  constructor(
    private readonly box: SecretBox,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  of(buildId: string, { userId, tokenId, appId }: CapabilityHolder): string {
    const sealed: Sealed = { userId, tokenId, appId, untilMs: Date.now() + VALID_MS };
    const key = this.box.seal(JSON.stringify(sealed), context(buildId)).toString('base64url');
    return `${this.settings.apiUrl}/builds/${buildId}/output?key=${key}`;
  }

  /** For whom the key is; null when it is none, or has expired. */
  holderOf(buildId: string, key: string): StreamHolder | null {
    try {
      const text = this.box.open(Buffer.from(key, 'base64url'), context(buildId)).toString();
      const { untilMs, ...holder } = JSON.parse(text) as Sealed;
      return untilMs > Date.now() ? { ...holder, needed: 'build.read' } : null;
    } catch {
      return null;
    }
  }
}

function context(buildId: string): string {
  return `capability|build-output|${buildId}`;
}
