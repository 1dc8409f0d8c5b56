/** One worker's right to work on a row: it must be renewed, and every write of the work carries the fence. */
export interface Lease {
  readonly rowId: string;
  readonly owner: string;
  /** grows with every claim; a write with an older one changes nothing */
  readonly fence: string;
}

export const LEASE_SECONDS = 12;
export const RENEW_EVERY_MS = 4000;
