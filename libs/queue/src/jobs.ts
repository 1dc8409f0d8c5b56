/** Everything that crosses processes by the queue: payloads are pointers to rows, never state. */
export type JobKind = 'build' | 'prune-images';

export interface Job {
  readonly kind: JobKind;
  /** row that the job points to (a build; an app for prune-images) */
  readonly rowId: string;
  /** generation of the row when the job was made; an older one than the row's is dropped */
  readonly generation: number;
}

/** One BullMQ queue per kind, so that one kind of work never holds up another. */
export const QUEUE_OF: Readonly<Record<JobKind, string>> = {
  build: 'builds',
  'prune-images': 'images',
};

/** The same work added twice is one job; work that must run again gets its row's next generation. */
export function jobIdOf(job: Job): string {
  return `${job.kind}-${job.rowId}-${job.generation}`;
}

/** Checks what comes from outside this program's types: a row of the outbox, a payload of the queue. */
export function toJob(given: { kind: string; rowId: string; generation: number }): Job {
  if (!Object.hasOwn(QUEUE_OF, given.kind)) {
    throw new Error(
      `unknown kind of job '${given.kind}' for row ${given.rowId}; libs/queue/src/jobs.ts lists all kinds`,
    );
  }
  return { kind: given.kind as JobKind, rowId: given.rowId, generation: given.generation };
}
