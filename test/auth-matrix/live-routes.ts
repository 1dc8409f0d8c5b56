import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';

export interface LiveRoute {
  readonly method: string;
  /** as the server has it: `/apps/:app` */
  readonly path: string;
}

/** Runs work that starts a server, and tells every route that the server was given: not what some document says of it. */
export async function withLiveRoutes<T>(work: () => Promise<T>): Promise<{ result: T; routes: LiveRoute[] }> {
  const routes: LiveRoute[] = [];
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) routes.push({ method: one, path: url });
    });
  };
  subscribe('fastify.initialization', listen);
  try {
    return { result: await work(), routes };
  } finally {
    unsubscribe('fastify.initialization', listen);
  }
}
