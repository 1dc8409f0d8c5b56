import { fastifyOptions } from './fastify-options.js';

/** `timeout http-keep-alive` of apps/router */
const EDGE_KEEPS_MS = 60_000;

describe('fastifyOptions', () => {
  it('SEC-24: limit body, headers and the time for them, and keep connections longer than the edge', () => {
    const { bodyLimit, http, keepAliveTimeout, requestTimeout } = fastifyOptions();
    expect({ bodyLimit, http }).toEqual({
      bodyLimit: 1024 * 1024,
      http: { headersTimeout: 10_000, maxHeaderSize: 16 * 1024 },
    });
    expect(keepAliveTimeout).toBeGreaterThan(EDGE_KEEPS_MS);
    // uploads take that long; other bodies have 30 s (request-hooks.ts)
    expect(requestTimeout).toBeLessThanOrEqual(600_000);
  });

  it('SEC-30: believe no proxy what it says of where a request comes from', () => {
    expect(fastifyOptions()).not.toHaveProperty('trustProxy');
  });
});
