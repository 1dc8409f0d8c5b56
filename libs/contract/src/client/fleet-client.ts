import type { FleetReport } from '../fleet-report.js';
import type { Transport } from './transport.js';

export class FleetClient {
  constructor(private readonly transport: Transport) {}

  report(): Promise<FleetReport> {
    return this.transport.json('GET', '/fleet/report');
  }
}
