import type { Formation } from '@jujube/contract/formation.js';
import type { CommandContext } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';

/** What the formation says of one process type. */
export async function findEntry(context: CommandContext, app: string, type: string): Promise<Formation> {
  const formation = await context.client.formation.list(app);
  const entry = formation.find((one) => one.type === type);
  if (entry) return entry;
  throw new CommandFailure(
    `${app} has no process type ${type}. It has: ${formation.map((one) => one.type).join(', ')}.`,
  );
}
