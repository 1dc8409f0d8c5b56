/** One line of a container's output, without its line end. */
export interface LogLine {
  /** RFC 3339 with nanoseconds, from the engine. */
  at: string;
  stream: 'stdout' | 'stderr';
  text: string;
}

export interface LogOptions {
  /** `at` of the last line that is known: only later ones come. */
  since?: string;
  /** Go on until the container ends; default false. */
  follow?: boolean;
  /** Only the last so many lines of what is there. */
  tail?: number;
  signal?: AbortSignal;
}
