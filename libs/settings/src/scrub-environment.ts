const SILENT_INFLUENCE = /^(DOCKER_|NODE_OPTIONS$|NODE_TLS_REJECT_UNAUTHORIZED$)|_PROXY$/i;

/** Removes variables that would silently change what our libraries do. Call it before anything else at boot. */
export function scrubEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env)) if (SILENT_INFLUENCE.test(name)) delete env[name];
}
