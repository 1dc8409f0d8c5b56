import { UsageError } from '../language/usage-error.js';

interface HostSize {
  cpu_millis: number;
  memory_mib: number;
  gpus?: number;
}

/** `250m/256Mi`: what one dyno reserves. */
export function sizeText(size: { cpu_millis: number; memory_mib: number }): string {
  return `${cpuText(size.cpu_millis)}/${memoryText(size.memory_mib)}`;
}

/** `2 cpu, 24105 MiB, 1 gpu`: what a host has. */
export function hostSizeText({ cpu_millis: cpu, memory_mib: memory, gpus = 0 }: HostSize): string {
  return `${cpu / 1000} cpu, ${memory} MiB${gpus === 0 ? '' : `, ${gpus} ${gpus === 1 ? 'gpu' : 'gpus'}`}`;
}

export function cpuText(cpuMillis: number): string {
  return cpuMillis % 1000 === 0 ? String(cpuMillis / 1000) : `${cpuMillis}m`;
}

export function memoryText(memoryMib: number): string {
  return memoryMib > 0 && memoryMib % 1024 === 0 ? `${memoryMib / 1024}Gi` : `${memoryMib}Mi`;
}

/** `250m`, `0.25` or `2` cores, as thousandths of a core. */
export function parseCpu(text: string, flag: string): number {
  const match = /^(?:(\d{1,6})m|(\d{1,3}(?:\.\d{1,3})?))$/.exec(text);
  if (!match) throw new UsageError(`--${flag} wants cores or thousandths of one, such as 0.5 or 250m, not '${text}'.`);
  return match[1] === undefined ? Math.round(Number(match[2]) * 1000) : Number(match[1]);
}

/** `256Mi` or `1Gi`, as MiB. */
export function parseMemory(text: string, flag: string): number {
  const match = /^(\d{1,7})(Mi|Gi)$/.exec(text);
  if (!match) throw new UsageError(`--${flag} wants a size such as 256Mi or 1Gi, not '${text}'.`);
  return Number(match[1]) * (match[2] === 'Gi' ? 1024 : 1);
}
