/** What lies in the queue: the pointer of a job, or nothing for a canary, told apart by the job's name. */
export interface QueuePayload {
  readonly kind: string;
  readonly rowId: string;
  readonly generation: number;
}
