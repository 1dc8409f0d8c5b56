/**
 * What Heroku's CLI has to be told so that it speaks with us, and with nobody else: without these it sends its token to
 * hosts of Heroku, for statistics among others, and takes the one of its key ring, which may be for Heroku.
 */
export function herokuEnvironment({
  url,
  token,
  authorityFile,
}: {
  /** on the loopback: of other hosts it takes only Heroku's */
  readonly url: string;
  readonly token: string;
  readonly authorityFile: string;
}): Record<string, string> {
  return {
    HEROKU_HOST: url,
    HEROKU_API_KEY: token,
    HEROKU_LOGIN_HOST: url,
    HEROKU_PARTICLEBOARD_URL: url,
    HEROKU_ANALYTICS_URL: url,
    DISABLE_TELEMETRY: 'true',
    // of commands that ask other servers of Heroku: there is none at this address
    HEROKU_DATA_HOST: '127.0.0.1',
    HEROKU_STATUS_HOST: url,
    HEROKU_BUILDPACK_REGISTRY_URL: url,
    HEROKU_CI_WEBSOCKET_URL: url.replace(/^http/, 'ws'),
    HEROKU_DISABLE_AUTOUPDATE: '1',
    HEROKU_SKIP_NEW_VERSION_CHECK: '1',
    NODE_EXTRA_CA_CERTS: authorityFile,
  };
}

/** Settings for another server than ours, which would go before those above. */
export const FORGOTTEN = ['HEROKU_HEADERS', 'HEROKU_PARTICLEBOARD_HEADERS', 'HEROKU_CLOUD', 'HEROKU_API_TOKEN'];
