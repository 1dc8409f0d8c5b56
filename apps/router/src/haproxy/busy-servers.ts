import type { MasterSocket } from './master-socket.js';

/** Names of the servers (`web.1_<dyno id>`) on which some worker, current or former, still has a request. */
export async function findBusyServers(master: MasterSocket): Promise<Set<string>> {
  const workers = await master.workers();
  const answers = await Promise.all(workers.map((worker) => master.send([`@!${worker} show servers conn`])));
  return new Set(answers.flatMap(parseBusy));
}

/** `show servers conn`: `backend/server id addr port - purge used_cur …`, one server a line. */
function parseBusy(answer: string): string[] {
  const rows = answer.split('\n').filter((line) => line.includes('/') && !line.startsWith('#'));
  return rows
    .map((line) => line.split(' '))
    .filter((columns) => Number(columns[6]) > 0)
    .map((columns) => columns[0]?.split('/')[1] ?? '');
}
