/** Which host ports of one range are taken. Gives out the next free one after the last given, so that a port rests before it is used again. */
export class HostPorts {
  free: number;
  private readonly taken: Uint8Array;
  private next = 0;

  constructor(
    private readonly from: number,
    to: number,
  ) {
    this.taken = new Uint8Array(Math.max(0, to - from + 1));
    this.free = this.taken.length;
  }

  /** Ports outside the range (it was changed meanwhile) are nobody's concern here. */
  hold(port: number): void {
    const index = port - this.from;
    if (this.taken[index] !== 0) return;
    this.taken[index] = 1;
    this.free -= 1;
  }

  /** The port that was given out last, by whoever kept the books before. */
  startAfter(port: number): void {
    const index = port - this.from + 1;
    this.next = index > 0 && index < this.taken.length ? index : 0;
  }

  /** Throws when nothing is free: ask `free` first. */
  take(): number {
    if (this.free === 0)
      throw new Error(`no free host port from ${this.from} on; the port filter must refuse this host`);
    const after = this.taken.indexOf(0, this.next);
    const index = after === -1 ? this.taken.indexOf(0) : after;
    this.hold(this.from + index);
    this.next = index + 1 < this.taken.length ? index + 1 : 0;
    return this.from + index;
  }
}
