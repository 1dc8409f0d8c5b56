import type { SniEndpoint } from '@jujube/contract/sni-endpoint.js';
import type { CommandContext } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';
import { text } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';

export const NAME_FLAG = { name: text('name', 'which one, where the app has several') };

/** The one that the flag names, or the only one of the app. */
export async function chosenCertificate(
  { client }: CommandContext,
  app: string,
  name: string | undefined,
): Promise<SniEndpoint> {
  if (name !== undefined) return client.sniEndpoints.get(app, name);
  const [only, ...others] = await client.sniEndpoints.list(app);
  if (!only) throw new CommandFailure(`${app} has no certificates. Add one: certs:add CRT KEY -a ${app}`);
  if (others.length === 0) return only;
  const names = [only, ...others].map((endpoint) => endpoint.name).join(', ');
  throw new UsageError(`${app} has several certificates. Add --name with one of ${names}.`);
}
