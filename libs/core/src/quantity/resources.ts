/** Reserved by one dyno or task. Integers only: cpu in thousandths of a core, memory in MiB. */
export interface Resources {
  readonly cpuMillis: number;
  readonly memoryMib: number;
}

/** What a process type gets until its owner sets a size. */
export const DEFAULT_DYNO_RESOURCES: Resources = { cpuMillis: 50, memoryMib: 256 };

/** What one build reserves on its host. */
export const DEFAULT_BUILD_RESOURCES: Resources = { cpuMillis: 500, memoryMib: 1024 };
