import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';

/** What a client of Heroku's rendezvous protocol reads, event by event, and how to say something. */
export interface RendezvousTalk {
  readonly socket: TLSSocket;
  /** each as one `data` event brought it */
  readonly events: string[];
  /** all that came after the first event, as the client shows it */
  shown(): string;
  /** resolves when the server has closed the connection */
  readonly closed: Promise<void>;
}

/** Connects to an attach_url as Heroku's client does. */
export async function openRendezvous(url: string, ca: string): Promise<RendezvousTalk> {
  const { hostname, port, pathname } = new URL(url.replace(/^rendezvous:/, 'https:'));
  const socket = connect({ host: hostname, port: Number(port), ca });
  const events: string[] = [];
  socket.on('data', (chunk: Buffer) => events.push(chunk.toString('utf8')));
  const closed = once(socket, 'close').then(() => undefined);
  await once(socket, 'secureConnect');
  socket.write(`${pathname.slice(1)}\r\n`);
  return { socket, events, shown: () => events.slice(1).join(''), closed };
}
