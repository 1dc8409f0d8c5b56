export type CrashPoint =
  | 'plan_written'
  | 'container_created'
  | 'container_started'
  | 'healthy'
  | 'drained'
  | 'old_removed'
  | 'task_created'
  | 'task_started';

const [chosen, passes = '1'] = (process.env['JUJUBE_CRASH'] ?? '').split(':');
let remaining = Number(passes);

/** For fault tests: with `JUJUBE_CRASH=name[:n]` the process dies here, as by a power cut, at the n-th pass. */
export function crashpoint(name: CrashPoint): void {
  if (name !== chosen) return;
  remaining -= 1;
  if (remaining === 0) process.kill(process.pid, 'SIGKILL');
}
