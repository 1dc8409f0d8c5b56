/** A client for an engine named by URL; loaded late, because npm packages are not there when set-up begins. */
export async function dockerode(url, tls) {
  const { default: Docker } = await import('dockerode');
  if (url.startsWith('unix://')) return new Docker({ socketPath: url.slice('unix://'.length) });
  const { hostname, port } = new URL(url.replace(/^\w+:/, 'http:'));
  return new Docker({ host: hostname, port: Number(port || 2376), protocol: 'https', ...tls });
}
