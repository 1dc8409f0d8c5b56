import type { TaskPhase } from './task-phase.js';

const STATUS: Readonly<Record<TaskPhase, string>> = {
  queued: 'TASK_QUEUED',
  staging: 'TASK_STAGING',
  running: 'TASK_RUNNING',
  terminating: 'TASK_TERMINATING',
  finished: 'TASK_FINISHED',
  failed: 'TASK_FAILED',
  killed: 'TASK_KILLED',
  lost: 'TASK_LOST',
  error: 'TASK_ERROR',
};

/** The phase of a task in the words of Eremetic and Mesos. */
export function eremeticStatus(phase: TaskPhase): string {
  return STATUS[phase];
}
