/** Which host ports of one range are taken. Gives out the next free one after the last given, so that a port rests before it is used again. */
export class HostPorts {
  private readonly taken = new Set<number>();
  private next: number;

  constructor(
    readonly from: number,
    readonly to: number,
  ) {
    this.next = from;
  }

  get free(): number {
    return portsIn(this) - this.taken.size;
  }

  /** Ports outside the range (it was changed meanwhile) are nobody's concern here. */
  hold(port: number): void {
    if (this.has(port)) this.taken.add(port);
  }

  /** The port that was given out last, by whoever kept the books before. */
  startAfter(port: number): void {
    this.next = this.has(port + 1) ? port + 1 : this.from;
  }

  /** Throws when nothing is free: ask `free` first. */
  take(): number {
    if (this.free === 0)
      throw new Error(`no free host port from ${this.from} on; the port filter must refuse this host`);
    while (this.taken.has(this.next)) this.startAfter(this.next);
    const port = this.next;
    this.taken.add(port);
    this.startAfter(port);
    return port;
  }

  private has(port: number): boolean {
    return port >= this.from && port <= this.to;
  }
}

/** How many ports a range has; its ends belong to it. */
export function portsIn({ from, to }: { readonly from: number; readonly to: number }): number {
  return Math.max(0, to - from + 1);
}
