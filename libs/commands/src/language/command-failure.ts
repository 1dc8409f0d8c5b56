/** The line was understood and did not work out, e.g. because the server refused a value: exit code 1. */
export class CommandFailure extends Error {
  /** @param details lines shown below the error, e.g. the last ones of a log */
  constructor(
    message: string,
    readonly details: readonly string[] = [],
  ) {
    super(message);
    this.name = 'CommandFailure';
  }
}
