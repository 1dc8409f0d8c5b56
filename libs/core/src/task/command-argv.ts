const QUOTED = /'[^']*'|"(?:\\.|[^"\\])*"|\\./gs;
const SEVERAL_COMMANDS = /[;&|()\n]/;
const STARTS_WITH_A_WORD_OF_THE_SHELL =
  /^(?:\w+=|(?:cd|export|set|source|if|for|while|until|case|exec|[.:{!])(?:\s|$))/;

/**
 * The container's arguments for a Procfile command; undefined leaves the image's own CMD. A simple command replaces its
 * shell, so that it gets the stop signal itself.
 */
export function commandArgv(command: string): string[] | undefined {
  const text = command.trim();
  if (text === '') return undefined;
  const bare = text.replaceAll(QUOTED, 'x');
  const needsShell = SEVERAL_COMMANDS.test(bare) || STARTS_WITH_A_WORD_OF_THE_SHELL.test(bare);
  return ['/bin/sh', '-c', needsShell ? text : `exec ${text}`];
}
