import type { Reference } from './reference.js';

export type DeploymentState = 'pending' | 'succeeded' | 'failed' | 'superseded' | 'cancelled';

export interface TrafficFigures {
  requests: number;
  /** answered with 500 to 599 */
  server_errors: number;
  /** cut off in the middle of an answer */
  resets: number;
  /** 95 % took up to so many ms; null: there was no request */
  p95_ms: number | null;
}

/** What a deployment did to the requests of its app, as routers saw it. */
export interface DeploymentProof {
  /** in the 5 minutes before it */
  before: TrafficFigures;
  during: TrafficFigures;
  /** of those the ones to the new release */
  of_new: TrafficFigures;
  /** in the 60 s after it */
  after: TrafficFigures;
  /** nothing more will come */
  is_final: boolean;
}

/** What a release says about its own journey. */
export interface ReleaseDeployment {
  id: string;
  state: DeploymentState;
  /** why it ended as it did; null while pending and when it succeeded */
  reason: string | null;
  /** last lines of the app's log when it failed */
  log_excerpt: string | null;
  /**
   * of one that is under way: `promotion` (its canaries are ready), `confirmation` (it serves, old dynos are kept) or `resume`
   * (it is paused); its deadline stands still
   */
  waiting_for: 'promotion' | 'confirmation' | 'resume' | null;
  /** when its canaries promote themselves; null: somebody has to */
  promotes_at: string | null;
  /** in lists null until it is final */
  proof: DeploymentProof | null;
}

/** GET /apps/:app/deployments (newest first), GET and DELETE (cancel) /apps/:app/deployments/:id */
export interface Deployment extends ReleaseDeployment {
  app: Reference;
  release: { id: string; version: number };
  created_at: string;
  deadline_at: string;
  finished_at: string | null;
}
