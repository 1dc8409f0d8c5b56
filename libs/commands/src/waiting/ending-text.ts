import type { Release } from '@jujube/contract/release.js';

/** `v4`; of a release that waits for somebody also how it goes on. */
export function endingText({ version, status, app, deployment }: Release): string {
  if (status !== 'pending') return `v${version}`;
  if (deployment.waiting_for === 'confirmation') return `v${version} serves, and waits: deploys:confirm -a ${app.name}`;
  return `v${version} waits for promotion: deploys:promote -a ${app.name}`;
}
