import type { HerokuCli } from './heroku-cli.js';

/**
 * A command of Heroku's CLI, its exit code, what it prints on both outputs, and what is typed in. `_` stands for a blank within a
 * word.
 */
export type HerokuStep = readonly [command: string, rc: number, printed: RegExp, typed?: string];

/** Steps as `it.each` wants them: all of the same length. */
export function rowsOf(steps: readonly HerokuStep[]): [string, number, RegExp, string][] {
  return steps.map(([command, rc, printed, typed = '']) => [command, rc, printed, typed]);
}

export async function carryOut(
  heroku: HerokuCli,
  command: string,
  typed: string,
): Promise<{ rc: number; printed: string }> {
  const words = command.split(' ').map((word) => word.replaceAll('_', ' '));
  const { rc, stdout, stderr } = await heroku.run(words, typed);
  return { rc, printed: stdout + stderr };
}
