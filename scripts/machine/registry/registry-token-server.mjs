import http from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import { accessOf, registryToken } from './registry-token.mjs';

/**
 * A token service for tests that have a registry but no API: whoever knows the password gets the access that is asked for.
 * `docker login`, docker push and buildah push work against it (any user name).
 */
export async function startTokenServer({ address, port, password, signer }) {
  const server = http.createServer((request, response) => answer(request, response, { password, signer }));
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  return { stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
}

function answer(request, response, { password, signer }) {
  const { searchParams } = new URL(request.url, 'http://registry');
  const [, given = ''] = Buffer.from(request.headers.authorization?.replace(/^Basic /, '') ?? '', 'base64')
    .toString()
    .split(/:(.*)/s);
  const isKnown = given.length === password.length && timingSafeEqual(Buffer.from(given), Buffer.from(password));
  response.setHeader('Content-Type', 'application/json');
  if (!isKnown)
    return response.writeHead(401).end(JSON.stringify({ id: 'unauthorized', message: 'wrong user or password' }));
  const token = registryToken(signer, accessOf(searchParams.getAll('scope')));
  return response.end(
    JSON.stringify({ token, access_token: token, expires_in: 600, issued_at: new Date().toISOString() }),
  );
}
