/** Where each sealed value lies (`table|column|row id`): whoever seals and whoever opens it must agree. */
export const SEALED = {
  /** JSON of name → value */
  releaseConfig: (releaseId: string) => `releases|config_encrypted|${releaseId}`,
  /** JSON of `{ tls?, ssh?: { privateKey? } }` */
  hostCredentials: (hostId: string) => `hosts|credentials_encrypted|${hostId}`,
  /** JSON of a host connection: `{ id, name, url, tls?, ssh? }` */
  hostProbe: (probeId: string) => `host_probes|connection_encrypted|${probeId}`,
  /** JSON of TaskSecrets */
  taskSecrets: (taskId: string) => `task_runs|secrets_encrypted|${taskId}`,
  /** PEM (PKCS #8) of the installation's certificate authority */
  authorityKey: 'certificate_authorities|key_encrypted|1',
  /** PEM (PKCS #8) of a certificate of an app */
  endpointKey: (endpointId: string) => `sni_endpoints|key_encrypted|${endpointId}`,
  /** JSON of name → value, as base64 in an `attach` capability */
  execEnv: (dynoId: string) => `capabilities|subject.env|${dynoId}`,
  /** JSON of what was answered */
  idempotentAnswer: (userId: string, key: string) => `idempotency_keys|answer_encrypted|${userId} ${key}`,
  /** base32 */
  secondFactor: (userId: string) => `second_factors|secret_encrypted|${userId}`,
  /** `user:password` of a git URL; sealed as base64 in `source.credentials` */
  buildCredentials: (buildId: string) => `builds|source|${buildId}`,
};
