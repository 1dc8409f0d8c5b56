import type { Duplex } from 'node:stream';
import { Client } from 'ssh2';
import type { ConnectConfig } from 'ssh2';
import { HostKeyMismatch, fingerprintOf } from './host-key.js';
import type { SshAddress } from './host-address.js';

const READY_TIMEOUT_MS = 10_000;
const KEEPALIVE_INTERVAL_MS = 10_000;
const KEEPALIVE_MISSES = 3;

/**
 * One SSH connection to a host, made when first needed and again after it broke; every HTTP connection to the engine is a
 * channel in it. The host's key must be the pinned one before anything of ours is sent.
 */
export class SshTunnel {
  #client: Promise<Client> | null = null;
  #isClosed = false;

  constructor(private readonly address: SshAddress) {}

  /** A fresh stream to the engine's socket on the host. */
  async open(): Promise<Duplex> {
    const client = await this.#connected();
    return new Promise((resolve, reject) => {
      client.openssh_forwardOutStreamLocal(this.address.socketPath, (error, channel) => {
        if (error) reject(unreachable(`the SSH server does not forward ${this.address.socketPath}: ${error.message}`));
        else resolve(channel);
      });
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const client = await this.#client?.catch(() => null);
    client?.end();
    client?.destroy();
  }

  #connected(): Promise<Client> {
    if (this.#isClosed) return Promise.reject(unreachable('the connection was closed'));
    if (this.#client) return this.#client;
    const connecting = this.#connect(() => {
      if (this.#client === connecting) this.#client = null;
    });
    this.#client = connecting;
    return connecting;
  }

  #connect(onClose: () => void): Promise<Client> {
    const client = new Client();
    let refused: HostKeyMismatch | undefined;
    const verify = (shown: Buffer) => {
      if (this.address.hostKey.matches(shown)) return true;
      refused = new HostKeyMismatch(fingerprintOf(shown));
      return false;
    };
    return new Promise((resolve, reject) => {
      client.on('ready', () => resolve(client));
      // stays for the life of the client: an error without a listener ends the process
      client.on('error', (error) => reject(refused ?? error));
      client.on('close', () => {
        onClose();
        reject(refused ?? unreachable('the SSH server closed the connection'));
      });
      client.connect(this.#config(verify));
    });
  }

  #config(hostVerifier: (shown: Buffer) => boolean): ConnectConfig {
    const { host, port, user, privateKey, hostKey } = this.address;
    return {
      host,
      port,
      username: user,
      privateKey,
      hostVerifier,
      algorithms: hostKey.algorithm ? { serverHostKey: [hostKey.algorithm as 'ssh-ed25519'] } : undefined,
      readyTimeout: READY_TIMEOUT_MS,
      keepaliveInterval: KEEPALIVE_INTERVAL_MS,
      keepaliveCountMax: KEEPALIVE_MISSES,
    };
  }
}

const unreachable = (message: string) => Object.assign(new Error(message), { code: 'ECONNREFUSED' });
