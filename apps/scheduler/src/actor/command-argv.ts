const NEEDS_A_SHELL_AROUND =
  /[;&|<>()`\n]|^\s*(?:\w+=|(?:cd|export|set|source|if|for|while|until|case|exec|[.:{!])(?:\s|$))/;

/**
 * The container's arguments for a Procfile command; undefined leaves the image's own CMD. A simple command replaces its
 * shell, so that it gets the stop signal itself.
 */
export function commandArgv(command: string): string[] | undefined {
  const text = command.trim();
  if (text === '') return undefined;
  return ['/bin/sh', '-c', NEEDS_A_SHELL_AROUND.test(text) ? text : `exec ${text}`];
}
