/** Everything that crosses processes by the queue: payloads are pointers to rows, never state. */
export type JobKind = 'build' | 'prune-images' | 'canary';

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
  canary: 'canary',
};
