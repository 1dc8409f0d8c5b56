/** Which host ports are taken. Gives out the next free one of its range after the last given, so that a port rests before it is used again. */
export class HostPorts {
  private readonly taken = new Set<number>();
  /** ports outside the range that dynos hold because their owners want these and no others, or from when it was another range */
  private readonly outside = new Set<number>();
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

  hold(port: number): void {
    (this.has(port) ? this.taken : this.outside).add(port);
  }

  isTaken(port: number): boolean {
    return (this.has(port) ? this.taken : this.outside).has(port);
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
