/** How to reach one Docker engine. Secrets are PEM or OpenSSH strings and never leave this object. */
export interface HostConnection {
  /** Identity of the host in our database; the cache key of opened engines. */
  id: string;
  name: string;
  /** `unix:///path.sock`, `tcp://host:2376` (needs `tls`) or `ssh://user@host[:22][/path.sock]` (needs `ssh`). */
  url: string;
  tls?: { ca: string; cert: string; key: string };
  /** `hostKey`: `SHA256:…` fingerprint, or a public key as in known_hosts (`ssh-ed25519 AAAA…`). */
  ssh?: { privateKey?: string; hostKey: string };
}
