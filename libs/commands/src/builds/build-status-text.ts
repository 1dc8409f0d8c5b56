import type { Build } from '@jujube/contract/build.js';

/** `pending (fetching)`, `succeeded`, `failed`, `cancelled` */
export function buildStatusText(build: Build): string {
  if (build.cancelled) return 'cancelled';
  return build.status === 'pending' ? `pending (${build.phase})` : build.status;
}
