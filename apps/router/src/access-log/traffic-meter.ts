import { latencyBucket, LATENCY_BUCKETS } from '@jujube/core/traffic/latency-histogram.js';
import { type DynoTraffic, TRAFFIC_SPAN_MS } from '@jujube/database/traffic/add-traffic.js';
import type { AccessRecord } from './access-log-format.js';

/** bounds memory while the database is away: spans times dynos; what comes beyond is not counted */
const MOST_ROWS = 20_000;

/** Counts requests by dyno and span of time until somebody takes the counts to the database. */
export class TrafficMeter {
  private rows = new Map<string, DynoTraffic>();

  count(record: AccessRecord): void {
    // answered by the router itself: maintenance
    if (record.termination.startsWith('L')) return;
    const row = this.rowOf(record);
    if (!row) return;
    row.requests += 1;
    if (record.status >= 500) row.serverErrors += 1;
    else if (record.termination.startsWith('S')) row.resets += 1;
    // a web socket lasts as long as it is needed
    if (record.status !== 101 && record.serviceMs >= 0) row.latencies[latencyBucket(record.serviceMs)]! += 1;
  }

  /** All counts so far; they begin anew. */
  take(): DynoTraffic[] {
    const rows = [...this.rows.values()];
    this.rows = new Map();
    return rows;
  }

  /** Takes counts back that could not be written. */
  giveBack(rows: readonly DynoTraffic[]): void {
    for (const row of rows) {
      const key = keyOf(row);
      const newer = this.rows.get(key);
      this.rows.set(key, newer ? sumOf(row, newer) : row);
    }
  }

  private rowOf({ at, appId, dynoId }: AccessRecord): DynoTraffic | undefined {
    const span = new Date(Math.floor(Date.parse(at) / TRAFFIC_SPAN_MS) * TRAFFIC_SPAN_MS).toISOString();
    const key = keyOf({ at: span, appId, dynoId });
    const known = this.rows.get(key);
    if (known || this.rows.size >= MOST_ROWS) return known;
    const latencies = new Array<number>(LATENCY_BUCKETS).fill(0);
    const row = { appId, dynoId, at: span, requests: 0, serverErrors: 0, resets: 0, latencies };
    this.rows.set(key, row);
    return row;
  }
}

function keyOf({ at, appId, dynoId }: Pick<DynoTraffic, 'at' | 'appId' | 'dynoId'>): string {
  return `${at} ${appId} ${dynoId}`;
}

function sumOf(a: DynoTraffic, b: DynoTraffic): DynoTraffic {
  return {
    ...a,
    requests: a.requests + b.requests,
    serverErrors: a.serverErrors + b.serverErrors,
    resets: a.resets + b.resets,
    latencies: a.latencies.map((count, bucket) => count + b.latencies[bucket]!),
  };
}
