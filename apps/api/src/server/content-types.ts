import type { FastifyInstance } from 'fastify';
import { UserError } from '@jujube/core/errors/user-error.js';
import { parseJsonBody } from './parse-json-body.js';

const UPLOAD = /^\/sources\//;
const PAGE = /^\/auth\/browser\//;

const NOT_JSON = 'The body must be JSON. Send the header Content-Type: application/json.';

/** what git pushes */
export const GIT_PUSH = 'application/x-git-receive-pack-request';

/** JSON everywhere; raw bytes only where source archives are uploaded, and from git; forms only of our own pages. */
export function acceptContentTypes(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(/^application\/([\w.-]+\+)?json\b/, { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      done(null, parseJsonBody(bytes as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  fastify.addContentTypeParser(GIT_PUSH, (_request, payload, done) => done(null, payload));
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, text, done) => {
    if (PAGE.test(request.url)) return done(null, Object.fromEntries(new URLSearchParams(text as string)));
    done(new UserError('bad_request', NOT_JSON));
  });
  fastify.addContentTypeParser('*', (request, payload, done) => {
    if (request.method === 'PUT' && UPLOAD.test(request.url)) return done(null, payload);
    done(new UserError('bad_request', NOT_JSON));
  });
}
