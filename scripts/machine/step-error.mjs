/** A failed step as its reader needs it: what happened, where the log is, what to do next. */
export class StepError extends Error {
  constructor(message, { log, todo, cause } = {}) {
    super(message, { cause });
    this.name = 'StepError';
    this.log = log;
    this.todo = todo;
  }
}
