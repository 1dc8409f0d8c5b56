/** A port of a dyno's container behind a port of its host that nobody else there has. */
export interface GrantedPort {
  readonly name: string;
  readonly containerPort: number;
  readonly hostPort: number;
  readonly protocol: 'tcp' | 'udp';
}

/** What a dyno has of its host for itself alone, besides its shares of cpu and memory. Absent members: none. */
export interface Grant {
  /** in front of `PORT`; null when the process type listens on nothing */
  readonly hostPort: number | null;
  /** its further ports, in the order of its rules */
  readonly ports?: readonly GrantedPort[];
  /** device ids, as its engine calls them */
  readonly gpus?: readonly string[];
}

export function grantOf({ hostPort, ports, gpus }: Grant): Grant {
  return { hostPort, ...(ports && { ports }), ...(gpus && { gpus }) };
}
