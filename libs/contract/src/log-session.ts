/** A capability URL of server-sent events: `id:` and one log line per event; no authorization needed. */
export interface LogSession {
  id: string;
  logplex_url: string;
  created_at: string;
  updated_at: string;
}

/** As many lines as one session shows of the past, at most; as at Heroku. */
export const MAX_LOG_LINES = 1500;

/** POST /apps/:app/log-sessions */
export interface CreateLogSession {
  /** `web.1`, or a process type */
  dyno?: string;
  dyno_name?: string;
  type?: string;
  /** `app`, or `heroku` for what the platform says */
  source?: string;
  lines?: number;
  tail?: boolean;
}
