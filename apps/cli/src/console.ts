import type { Console } from '@jujube/commands/language/terminal.js';

/** This process's own terminal, or the pipes in its place. */
export function ownConsole(env: NodeJS.ProcessEnv): Console {
  const { stdin, stdout, stderr } = process;
  return {
    // asked for when it is needed: a command that reads nothing must not wait for it
    get input() {
      return stdin;
    },
    output: stdout,
    errors: stderr,
    isTty: stdin.isTTY === true && stdout.isTTY === true,
    env: () => ({ TERM: env.TERM ?? 'xterm', ...sizeVars(stdout) }),
    size: () => (stdout.columns ? { columns: stdout.columns, rows: stdout.rows } : null),
    onResize: (listener) => {
      stdout.on('resize', listener);
      return () => void stdout.off('resize', listener);
    },
    becomeRaw: () => {
      stdin.setRawMode?.(true);
      return () => void stdin.setRawMode?.(false);
    },
  };
}

function sizeVars({ columns, rows }: NodeJS.WriteStream): Record<string, string> {
  return columns ? { COLUMNS: String(columns), LINES: String(rows) } : {};
}
