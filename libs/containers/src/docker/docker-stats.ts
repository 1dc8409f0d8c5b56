import type { ContainerStats } from 'dockerode';

const MIB = 1024 * 1024;

/** Memory that cannot be taken back, and the share of one core since the sample before. */
export function usageOf(stats: ContainerStats): { memoryMib: number; cpuPercent: number } {
  const memory = stats.memory_stats;
  // what `docker stats` leaves out too: file cache that is not in use (cgroup 2 and 1 name it apart)
  const details: Partial<Record<string, number>> = { ...memory.stats };
  const cacheBytes = details['inactive_file'] ?? details['total_inactive_file'] ?? 0;
  const usedBytes = Math.max(0, (memory.usage ?? 0) - cacheBytes);
  const now = stats.cpu_stats;
  const before = stats.precpu_stats;
  const usedNs = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  const passedNs = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  const cpuPercent = passedNs > 0 ? (usedNs / passedNs) * (now.online_cpus ?? 1) * 100 : 0;
  return { memoryMib: Math.round(usedBytes / MIB), cpuPercent: Math.max(0, Math.round(cpuPercent * 10) / 10) };
}
