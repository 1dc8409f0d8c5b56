import type { Release } from '@jujube/contract/release.js';

/** `v4`; of a release whose canaries wait for somebody also how it goes on. */
export function endingText({ version, status, app }: Release): string {
  return status === 'pending' ? `v${version} waits for promotion: deploys:promote -a ${app.name}` : `v${version}`;
}
