import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { checkDyno } from './check-dyno.js';

const servers: Server[] = [];

async function listen(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function check(port: number, path: string | null = null): Promise<string | null> {
  return checkDyno({ address: '127.0.0.1', port, path, timeoutMs: 300 });
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('checkDyno', () => {
  it('passes when the port takes a connection and keeps it', async () => {
    expect(await check(await listen(createServer(() => undefined)))).toBeNull();
  });

  it('fails when nothing listens', async () => {
    const server = createServer();
    const port = await listen(server);
    server.close();
    await once(server, 'close');
    expect(await check(port)).toBe('nothing listens on its PORT');
  });

  it('fails when a proxy takes the connection for a dyno that does not', async () => {
    const port = await listen(createServer((socket) => socket.destroy()));
    expect(await check(port)).toMatch(/closed at once|ECONNRESET/);
  });

  it('goes by the status of an HTTP answer', async () => {
    const port = await listen(
      createHttpServer((request, response) => response.writeHead(request.url === '/up' ? 204 : 503).end()),
    );
    expect(await check(port, '/up')).toBeNull();
    expect(await check(port, '/')).toBe('GET / answered 503');
  });

  it('does not wait longer than it may', async () => {
    const port = await listen(createServer(() => undefined));
    expect(await check(port, '/up')).toBe('GET /up: no answer within 0.3 s');
  });
});
