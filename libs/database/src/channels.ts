/** What a nudge may be about; see Nudges. */
export type Channel =
  /** something that users asked for changed → scheduler */
  | 'wanted'
  /** dynos, domains or maintenance changed → router */
  | 'routes'
  /** a router acknowledged → scheduler */
  | 'acks'
  /** a task was placed or blocked → builder */
  | 'tasks'
  /** a build or its output changed */
  | 'builds'
  /** a deployment ended */
  | 'releases'
  /** lines were appended; payload: app id */
  | 'logs'
  /** a host probe was asked or answered */
  | 'probes'
  /** the outbox has jobs for the queue */
  | 'outbox';

export function postgresChannel(channel: Channel): string {
  return `jujube_${channel}`;
}
