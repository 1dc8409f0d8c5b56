/** A line on its way into the log. */
export interface NewLogLine {
  appId: string;
  /** RFC 3339, up to microseconds */
  at: string;
  source: 'app' | 'heroku' | 'jujube';
  /** `web.1`, `router`, `api`, `scheduler` … */
  dyno: string;
  text: string;
}

/** A line as it is read: `at` has microseconds, `2026-11-20T11:38:15.657064+00:00`. */
export interface StoredLogLine {
  id: string;
  at: string;
  source: string;
  dyno: string;
  text: string;
}
