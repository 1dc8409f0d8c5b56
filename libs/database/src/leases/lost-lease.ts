/** Another worker has the row by now, or it has ended: stop working on it, nothing was written. */
export class LostLease extends Error {
  override readonly name = 'LostLease';
}
