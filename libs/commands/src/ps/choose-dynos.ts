import type { DynoChoice } from '@jujube/contract/client/dynos-client.js';
import { text } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';

/** Flags of ps:restart and ps:stop, as in Heroku's CLI. */
export const DYNO_FLAGS = {
  dynoName: text('dyno', 'only this dyno, e.g. web.1', { short: 'd' }),
  processType: text('type', 'all dynos of this process type', { short: 'p' }),
};

/** What the word or the flags mean: `web.1` is a dyno, `web` a process type. */
export function chooseDynos(
  word: string | undefined,
  flags: { dynoName: string | undefined; processType: string | undefined },
): DynoChoice | undefined {
  const given = [word, flags.dynoName, flags.processType].filter((value) => value !== undefined);
  if (given.length > 1) throw new UsageError('Name one dyno or one process type, not several.');
  if (flags.processType !== undefined) return { type: flags.processType };
  const name = flags.dynoName ?? word;
  if (name === undefined) return undefined;
  return name.includes('.') || flags.dynoName !== undefined ? { dyno: name } : { type: name };
}

export function choiceText(choice: DynoChoice): string {
  return 'dyno' in choice ? `dyno ${choice.dyno}` : `all ${choice.type} dynos`;
}
