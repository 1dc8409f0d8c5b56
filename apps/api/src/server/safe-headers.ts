/**
 * What every answer says to browsers: nothing here is a page, for another site, or to be kept by others.
 * @param apiUrl where the API is met; when that is by TLS, it is never met without
 */
export function safeHeaders(apiUrl: string): Readonly<Record<string, string>> {
  const isTls = apiUrl.startsWith('https:');
  return {
    ...ALWAYS,
    ...(isTls && { 'Strict-Transport-Security': 'max-age=31536000' }),
  };
}

const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-cache',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};
