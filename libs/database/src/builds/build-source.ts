/** Where a build's source comes from. Credentials never stand in it: they are masked before it is stored. */
export type BuildSource =
  | { kind: 'git'; url: string; ref: string; /** encrypted user:password of the URL, base64 */ credentials?: string }
  | { kind: 'tar'; sourceId: string; version?: string };
