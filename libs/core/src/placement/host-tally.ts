/** How many of each key are on each host; sparse, because most services are on few hosts. */
export class HostTally {
  private readonly byKey = new Map<string, Map<number, number>>();

  get isEmpty(): boolean {
    return this.byKey.size === 0;
  }

  add(key: string, host: number): void {
    const hosts = this.byKey.get(key);
    if (hosts) hosts.set(host, (hosts.get(host) ?? 0) + 1);
    else this.byKey.set(key, new Map([[host, 1]]));
  }

  remove(key: string, host: number): void {
    const hosts = this.byKey.get(key);
    const count = hosts?.get(host) ?? 0;
    if (count > 1) hosts?.set(host, count - 1);
    else hosts?.delete(host);
  }

  /** Counts by host index; undefined when there is none anywhere. */
  of(key: string): ReadonlyMap<number, number> | undefined {
    return this.byKey.get(key);
  }

  total(key: string): number {
    return [...(this.byKey.get(key)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  }
}
