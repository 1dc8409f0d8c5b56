import type { ConnectionWish } from '@jujube/usecases/hosts/check-host.js';
import { ReconnectHost } from '@jujube/usecases/hosts/reconnect-host.js';
import { RegisterHost } from '@jujube/usecases/hosts/register-host.js';
import type { CreateHostDto, ReconnectHostDto } from './host.dto.js';

/** A request body as the use case takes it. */
export function registerHost(body: CreateHostDto): RegisterHost {
  const { name, labels = {}, pool = 'default', sandbox = 'default', force = false } = body;
  return new RegisterHost({ ...connectionOf(body), name, labels, pool, sandbox, isForced: force });
}

export function reconnectHost({ id, name }: { id: string; name: string }, body: ReconnectHostDto): ReconnectHost {
  return new ReconnectHost({ ...connectionOf(body), host: { id, name }, isForced: body.force ?? false });
}

function connectionOf({ url, address, tls, ssh }: ReconnectHostDto): ConnectionWish {
  const login = ssh && { hostKey: ssh.host_key, privateKey: ssh.private_key };
  const certificates = tls && { ca: tls.ca, cert: tls.cert, key: tls.key };
  return { url, address, tls: certificates, ssh: login };
}
