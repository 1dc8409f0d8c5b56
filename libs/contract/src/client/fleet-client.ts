import type { FleetReport } from '../fleet-report.js';
import type { Rebalance } from '../rebalance.js';
import type { Transport } from './transport.js';

export class FleetClient {
  constructor(private readonly transport: Transport) {}

  report(): Promise<FleetReport> {
    return this.transport.json('GET', '/fleet/report');
  }

  /** What would be moved; nothing is. */
  rebalance(moves: number): Promise<Rebalance> {
    return this.transport.json('GET', `/fleet/rebalance?moves=${moves}`);
  }
}
