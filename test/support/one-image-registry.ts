import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256 } from './test-image.js';

const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';

export interface OneImageRegistry {
  /** `127.0.0.1:4711` */
  readonly host: string;
  readonly url: string;
  close(): Promise<void>;
}

/** A registry that has one image with a CMD under every repository and these tags. It asks nobody who they are. */
export async function startOneImageRegistry(tags: readonly string[]): Promise<OneImageRegistry> {
  const config = Buffer.from(JSON.stringify({ config: { Cmd: ['node', 'web.js'] } }));
  const contents = new Map([[`sha256:${sha256(config)}`, config]]);
  for (const tag of tags) {
    const manifest = Buffer.from(
      JSON.stringify({ schemaVersion: 2, config: { digest: `sha256:${sha256(config)}` }, layers: [], tag }),
    );
    contents.set(tag, manifest).set(`sha256:${sha256(manifest)}`, manifest);
  }
  const server = createServer((request, response) => {
    const found = contents.get(request.url!.split('/').at(-1)!);
    if (!found) return response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
    response
      .writeHead(200, { 'content-type': MANIFEST, 'docker-content-digest': `sha256:${sha256(found)}` })
      .end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { host, url: `http://${host}`, close };
}
