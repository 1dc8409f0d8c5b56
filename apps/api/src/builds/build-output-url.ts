import { Inject, Injectable } from '@nestjs/common';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import type { Settings } from '@jujube/settings/settings.js';
import { SETTINGS } from '../settings.provider.js';

const VALID_MS = 60 * 60_000;

/** Capability URLs of build output. The key carries build and expiry sealed, so that a list of builds needs no row for each. */
@Injectable()
export class BuildOutputUrl {
  constructor(
    private readonly box: SecretBox,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  of(buildId: string): string {
    const key = this.box.seal(String(Date.now() + VALID_MS), context(buildId)).toString('base64url');
    return `${this.settings.apiUrl}/builds/${buildId}/output?key=${key}`;
  }

  isValid(buildId: string, key: string): boolean {
    try {
      return Number(this.box.open(Buffer.from(key, 'base64url'), context(buildId)).toString()) > Date.now();
    } catch {
      return false;
    }
  }
}

function context(buildId: string): string {
  return `capability|build-output|${buildId}`;
}
