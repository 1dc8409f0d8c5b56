/** A one-shot task as Eremetic's API shows it. */
export interface EremeticTask {
  task_id: string;
  name: string;
  image: string;
  command: string;
  args: string[];
  cpu: number;
  mem: number;
  env: Record<string, string>;
  /** values are masked */
  masked_env: Record<string, string>;
  labels: Record<string, string>;
  agent_constraints: { attribute_name: string; attribute_value: string }[];
  force_pull_image: boolean;
  callback_uri: string;
  /** oldest first: when it was asked for, began and ended, in seconds */
  status: { time: number; status: string }[];
  /** name of its host; empty while it has none */
  hostname: string;
  /** ours: why it waits, or ended as it did */
  reason: string | null;
  exit_code: number | null;
  attempt: number;
  pool: string;
  timeout_seconds: number | null;
  queue_timeout_seconds: number;
  retries: { never_started: number; failed: number };
  log_retention_seconds: number;
}
