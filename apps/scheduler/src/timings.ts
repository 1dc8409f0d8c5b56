/** How long the scheduler waits before it judges. Published in the README; tests make them shorter. */
export class Timings {
  hostProbeEveryMs = 5_000;
  /** silence after which a host is `disconnected`: it gets nothing new */
  hostDisconnectedAfterMs = 15_000;
  /** silence after which a host is `down`: its dynos are given up */
  hostDownAfterMs = 45_000;
  /** for a host that this scheduler never reached: it may be fine, and the scheduler's own network may not be */
  hostNeverSeenGraceMs = 120_000;
  /** checks of a dyno fail without a break: it is replaced */
  dynoHopelessAfterMs = 30_000;
  /** containers of ours that no row knows: a row may be lost or not visible yet, and nothing is gained by hurry */
  strayContainerAfterMs = 30_000;
  /** nothing came or went at a terminal inside a dyno that runs: it is ended */
  insideIdleMs = 900_000;
  /** the same for one-off dynos, which may work for long and say nothing */
  oneOffIdleMs = 3_600_000;
}
