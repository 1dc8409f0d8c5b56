const LONGEST_MS = 50_000;

/** How long a client wants to be kept waiting (RFC 7240), in ms; 50 s at most, since Heroku's CLI gives up after 60 s. */
export function waitOf(prefer: string | undefined): number {
  const seconds = /\bwait=(\d{1,4})\b/.exec(prefer ?? '')?.[1];
  return seconds === undefined ? LONGEST_MS : Math.min(LONGEST_MS, Number(seconds) * 1000);
}
