/** Something that only the leader does, from the moment it leads until the signal aborts. */
export interface LeaderPart {
  /** Ends soon after the signal aborts, and not before. */
  run(signal: AbortSignal): Promise<void>;
}
