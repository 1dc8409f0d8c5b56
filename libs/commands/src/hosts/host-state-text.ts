import type { Host } from '@jujube/contract/host.js';

/** `ready`, `ready, draining`, `down, cordoned` */
export function hostStateText(host: Pick<Host, 'status' | 'draining' | 'cordoned'>): string {
  const extra = host.draining ? ', draining' : host.cordoned ? ', cordoned' : '';
  return host.status + extra;
}
