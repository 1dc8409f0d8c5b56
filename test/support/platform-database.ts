import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DataSource } from 'typeorm';
import type { RunningPlatform } from './platform.js';

/** The private PostgreSQL of a running platform, as its superuser: sees every table, the queue's too. */
export async function openPlatformDatabase({ stateDir }: RunningPlatform): Promise<DataSource> {
  const { postgres } = JSON.parse(await readFile(path.join(stateDir, 'ports.json'), 'utf8')) as { postgres: number };
  const password = (await readFile(path.join(stateDir, 'secrets/postgres-superuser'), 'utf8')).trim();
  const url = `postgres://postgres:${password}@127.0.0.1:${postgres}/jujube`;
  return new DataSource({ type: 'postgres', url }).initialize();
}
