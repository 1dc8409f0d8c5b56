/** Which graphics processors of a host are free, in the order in which its engine names them. */
export class HostGpus {
  private readonly unused: Set<string>;

  constructor(ids: readonly string[]) {
    this.unused = new Set(ids);
  }

  get free(): number {
    return this.unused.size;
  }

  /** One that the host does not have (any more) is nobody's. */
  hold(id: string): void {
    this.unused.delete(id);
  }

  /** Throws when there are fewer: ask `free` first. */
  take(count: number): string[] {
    if (this.free < count)
      throw new Error(`${this.free} gpus are free, not ${count}; the gpu filter must refuse this host`);
    const taken = [...this.unused].slice(0, count);
    for (const id of taken) this.unused.delete(id);
    return taken;
  }
}
