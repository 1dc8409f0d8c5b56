import type { Release } from '@jujube/contract/release.js';

/** `v4`; of a release that waits for somebody also how it goes on. */
export function endingText(release: Release): string {
  const name = `v${release.version}`;
  return release.status === 'pending' ? `${name} ${waitingText(release)}` : name;
}

export function waitingText({ app, deployment }: Release): string {
  if (deployment.waiting_for === 'confirmation') return `serves, and waits: deploys:confirm -a ${app.name}`;
  return `waits for promotion: deploys:promote -a ${app.name}`;
}
