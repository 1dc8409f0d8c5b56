/** POST /commands: a line of the command language, without the leading `jujube`. */
export interface RunCommand {
  command: string;
}

/** Always 200: `rc` is the exit code (0, 1 error, 2 usage). */
export interface CommandResult {
  rc: number;
  stdout: string;
  stderr: string;
}
