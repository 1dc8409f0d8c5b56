/**
 * Whether a certificate with these names may be shown for a host name. `*.x.y` stands for one label, and a domain `*.x.y` needs
 * just that name.
 */
export function coversHostname(names: readonly string[], hostname: string): boolean {
  const wanted = hostname.toLowerCase();
  const dot = wanted.indexOf('.');
  const wildcard = dot > 0 ? `*${wanted.slice(dot)}` : null;
  return names.some((name) => name === wanted || name === wildcard);
}
