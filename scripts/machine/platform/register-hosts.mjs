import { ApiClient } from './api-client.mjs';
import { waitUntil } from '../wait-until.mjs';

/** Registers the engines that the platform does not know yet, or knows by another address, and waits until the scheduler has seen all of them. */
export async function registerHosts({ apiUrl, token, registrations, signal }) {
  const api = ApiClient.bearer(apiUrl, token);
  const known = new Map((await api.call('GET', '/hosts')).map((host) => [host.name, host]));
  for (const host of registrations) {
    const { name, ...connection } = host;
    const before = known.get(name);
    if (!before) await api.call('POST', '/hosts', host);
    else if (before.url !== host.url) await api.call('PUT', `/hosts/${name}/connection`, connection);
  }
  await waitUntil('every host is ready', () => areReady(api, registrations), {
    timeoutMs: 60_000,
    everyMs: 300,
    signal,
  });
  const started = registrations.map(({ name }) => name);
  const absent = [...known.keys()].filter((name) => !started.includes(name));
  return absent.length > 0 ? `registered but not started here: ${absent.join(', ')}` : started.join(', ');
}

async function areReady(api, registrations) {
  const hosts = await api.call('GET', '/hosts');
  return registrations.every(({ name }) => hosts.find((host) => host.name === name)?.status === 'ready');
}
