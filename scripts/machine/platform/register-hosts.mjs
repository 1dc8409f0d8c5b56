import { ApiClient } from './api-client.mjs';
import { waitUntil } from '../wait-until.mjs';

/** Registers the engines that the platform does not know yet and waits until the scheduler has seen all of them. */
export async function registerHosts({ apiUrl, token, registrations, signal }) {
  const api = ApiClient.bearer(apiUrl, token);
  const known = new Map((await api.call('GET', '/hosts')).map((host) => [host.name, host]));
  for (const host of registrations) {
    const before = known.get(host.name);
    if (before && before.url !== host.url) await api.call('DELETE', `/hosts/${host.name}`);
    if (before?.url !== host.url) await api.call('POST', '/hosts', host);
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
