export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'dead';

/** One container of this installation as its engine sees it now. */
export interface OurContainer {
  id: string;
  name: string;
  labels: Record<string, string>;
  state: ContainerState;
  /** Only when `exited` or `dead`. */
  exitCode?: number;
  oomKilled?: boolean;
  startedAt?: Date;
  finishedAt?: Date;
  /** What the engine said about a start that failed. */
  startError?: string;
  imageRef: string;
  hostPorts: { containerPort: number; hostPort: number }[];
}
