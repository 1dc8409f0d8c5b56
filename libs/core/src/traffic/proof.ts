import { percentileMs } from './latency-histogram.js';
import { NO_TRAFFIC, type Traffic } from './traffic.js';

/** `before` the deployment began (5 minutes), `during` it, of the new release alone meanwhile, and `after` it (60 s). */
export type ProofPhase = 'before' | 'during' | 'ofNew' | 'after';

export interface TrafficFigures {
  readonly requests: number;
  readonly serverErrors: number;
  readonly resets: number;
  /** 95 % of the requests took up to so many ms; null: there were none */
  readonly p95Ms: number | null;
}

/** What a deployment did to the requests of its app. */
export type Proof = Readonly<Record<ProofPhase, TrafficFigures>>;

export function proofOf(phases: readonly (Traffic & { readonly phase: ProofPhase })[]): Proof {
  const of = (phase: ProofPhase): TrafficFigures => figuresOf(phases.find((one) => one.phase === phase) ?? NO_TRAFFIC);
  return { before: of('before'), during: of('during'), ofNew: of('ofNew'), after: of('after') };
}

function figuresOf({ requests, serverErrors, resets, latencies }: Traffic): TrafficFigures {
  return { requests, serverErrors, resets, p95Ms: percentileMs(latencies, 0.95) };
}
