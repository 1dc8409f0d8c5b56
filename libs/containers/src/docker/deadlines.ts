/** How long each kind of call may take before it counts as failed. */
export interface Deadlines {
  pingMs: number;
  readMs: number;
  createMs: number;
  startMs: number;
  /** On top of the grace period. */
  stopExtraMs: number;
  removeMs: number;
  execMs: number;
  archiveMs: number;
  pullMs: number;
  pullStallMs: number;
  /** For a free place among the calls that a host gets at once. */
  queueMs: number;
}

export const DEADLINES: Deadlines = {
  pingMs: 3_000,
  readMs: 10_000,
  createMs: 30_000,
  startMs: 30_000,
  stopExtraMs: 15_000,
  removeMs: 60_000,
  execMs: 60_000,
  archiveMs: 600_000,
  pullMs: 900_000,
  pullStallMs: 120_000,
  queueMs: 120_000,
};
