/** The token in an Authorization header: `Bearer <token>`, or the password of `Basic`. Null when there is neither. */
export function tokenOf(authorization: string | undefined): string | null {
  const [scheme = '', value = ''] = authorization?.split(' ') ?? [];
  if (scheme.toLowerCase() === 'bearer') return value === '' ? null : value;
  if (scheme.toLowerCase() !== 'basic') return null;
  const login = Buffer.from(value, 'base64').toString('utf8');
  const colon = login.indexOf(':');
  return colon < 0 || colon === login.length - 1 ? null : login.slice(colon + 1);
}
