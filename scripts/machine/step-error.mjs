/** A failed step as its reader needs it: what happened, where the log is, what to do next. */
export class StepError extends Error {
  constructor(message, { log, todo, cause } = {}) {
    super(message, { cause });
    this.name = 'StepError';
    this.log = log;
    this.todo = todo;
  }
}

/** The command was called in a way that it does not know: exit code 2. */
export class UsageError extends StepError {}
