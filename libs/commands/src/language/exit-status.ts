/** The line worked out, and ends with the status of what it ran: nothing is printed about it. */
export class ExitStatus extends Error {
  constructor(readonly rc: number) {
    super(`exit status ${rc}`);
    this.name = 'ExitStatus';
  }
}
