/** A header or a cookie that a request may have. */
export interface Mark {
  readonly name: string;
  readonly value: string;
}

// nothing that means anything to a proxy's configuration
const HEADER = /^([A-Za-z][A-Za-z0-9-]{0,63}): ?([A-Za-z0-9._-]{1,64})$/;
const COOKIE = /^([A-Za-z][A-Za-z0-9_-]{0,63})=([A-Za-z0-9._-]{1,64})$/;

/** `X-Canary: 1`; null when it is not like that. */
export function parseHeaderMark(text: string): Mark | null {
  return markOf(HEADER.exec(text));
}

/** `beta=yes`; null when it is not like that. */
export function parseCookieMark(text: string): Mark | null {
  return markOf(COOKIE.exec(text));
}

function markOf(match: RegExpExecArray | null): Mark | null {
  const [, name, value] = match ?? [];
  return name === undefined || value === undefined ? null : { name, value };
}
