/**
 * A worker that dies is noticed after its lock (20 s) and one check (10 s) at the latest. How often work is tried again is
 * counted in its row, so BullMQ must never give a job up: not after a failure, not after many stalls.
 */
export const WORKER_SETTINGS = { lockDuration: 20_000, stalledInterval: 10_000, maxStalledCount: 20 };

/** Finished jobs are kept for a look, and removed by age and count. */
export const JOB_SETTINGS = {
  attempts: 1,
  removeOnComplete: { age: 3600, count: 1000 },
  removeOnFail: { age: 7 * 86_400, count: 5000 },
};

/** Longest wait of one call of a producer. */
export const PRODUCER_TIMEOUT_MS = 3000;
