import type { Region, Stack } from '@jujube/contract/platform.js';
import type { Reference } from '@jujube/contract/reference.js';

const SINCE = '2026-11-20T00:00:00Z';

export const REGION: Reference = { id: 'c1f3f8a2-0b51-4a53-9c0c-6f1d7c1f0001', name: 'hosts' };
export const STACKS: readonly Reference[] = [{ id: 'c1f3f8a2-0b51-4a53-9c0c-6f1d7c1f0002', name: 'container' }];

export function presentRegion(region: Reference, baseDomain: string): Region {
  return {
    ...region,
    description: `The Docker hosts of ${baseDomain}`,
    country: '',
    locale: '',
    private_capable: false,
    provider: { name: 'jujube', region: region.name },
    created_at: SINCE,
    updated_at: SINCE,
  };
}

export function presentStack(stack: Reference): Stack {
  return { ...stack, default: true, state: 'public', created_at: SINCE, updated_at: SINCE };
}
