/** Where dynos of a process type may go, as stored. Missing members mean 'no rule'. */
export interface FormationRules {
  pool?: string;
  hostLabels?: Record<string, string>;
  isOnePerHost?: boolean;
}

/** How a dyno proves that it is well; without one, `PORT` must accept a TCP connection. */
export interface HealthCheck {
  protocol: 'http' | 'tcp';
  /** path for http; 200..399 passes */
  path?: string;
  intervalSeconds: number;
  timeoutSeconds: number;
  graceSeconds: number;
  maxConsecutiveFailures: number;
}
