export interface Timed {
  readonly wallMs: number;
  /** processor time of the whole process, the threads of the garbage collector included */
  readonly cpuMs: number;
}

export function timed<T>(work: () => T): Timed & { readonly result: T } {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = work();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { result, wallMs, cpuMs: (user + system) / 1000 };
}

/** The value below which a share of all runs lie, wall and processor time each for itself. */
export function percentileOf(runs: readonly Timed[], share: number): Timed {
  const at = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;
  return { wallMs: at(runs.map(({ wallMs }) => wallMs)), cpuMs: at(runs.map(({ cpuMs }) => cpuMs)) };
}
