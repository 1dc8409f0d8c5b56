/** What an attach URL allows, once: to be joined with a one-off dyno, or to run a command inside a dyno. */
export type AttachSubject = TaskSubject | ExecSubject;

interface TaskSubject {
  readonly taskId: string;
  readonly isTty: boolean;
}

export interface ExecSubject {
  readonly dynoId: string;
  readonly command: string;
  /** sealed, in base64 */
  readonly env: string;
  readonly isTty: boolean;
  readonly columns: number | null;
  readonly rows: number | null;
}
