import { randomInt, randomUUID } from 'node:crypto';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import type { ContainerSpec } from '@jujube/containers/container-spec.js';
import { PROGRAMS } from './contract-programs.js';

/** What the contract is run against: two installations on one host, and an image that is there. */
export interface ContractHost {
  engine: ContainerEngine;
  stranger: ContainerEngine;
  image: string;
}

export type OpenContractHost = () => Promise<ContractHost>;

/** A container that may be made, under a name of its own. */
export function someSpec(host: ContractHost, more: Partial<ContainerSpec> = {}): ContainerSpec {
  return {
    name: `contract-${randomUUID()}`,
    image: host.image,
    command: PROGRAMS.sleeps,
    labels: { 'io.jujube.kind': 'dyno', test: 'contract' },
    cpuMillis: 100,
    memoryMib: 64,
    ...more,
  };
}

export async function startSome(host: ContractHost, more: Partial<ContainerSpec> = {}): Promise<string> {
  const id = await host.engine.create(someSpec(host, more));
  await host.engine.start(id);
  return id;
}

export const somePort = () => randomInt(21_000, 29_999);

/** Removes everything that both installations made, and closes their engines. */
export async function clearHost({ engine, stranger }: ContractHost): Promise<void> {
  for (const each of new Set([engine, stranger])) {
    const containers = await each.list();
    await Promise.all(containers.map(({ id }) => each.remove(id, { force: true, volumes: true })));
    for (const { name } of await each.listVolumes()) await each.removeVolume(name);
    await each.close();
  }
}
