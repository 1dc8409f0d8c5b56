/** The line was not understood (unknown command or flag, something missing, a value without the form it must have): exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
