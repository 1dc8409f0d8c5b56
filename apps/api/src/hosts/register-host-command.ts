import { RegisterHost } from '@jujube/usecases/hosts/register-host.js';
import type { CreateHostDto } from './host.dto.js';

/** A request body as the use case takes it. */
export function registerHost(body: CreateHostDto): RegisterHost {
  const { name, url, address, labels = {}, pool = 'default', sandbox = 'default', tls, ssh, force = false } = body;
  const login = ssh && { hostKey: ssh.host_key, privateKey: ssh.private_key };
  const certificates = tls && { ca: tls.ca, cert: tls.cert, key: tls.key };
  return new RegisterHost({
    name,
    url,
    address,
    labels,
    pool,
    sandbox,
    tls: certificates,
    ssh: login,
    isForced: force,
  });
}
