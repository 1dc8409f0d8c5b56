/** A value in the database that this process cannot open: wrong master key, or bytes that were changed or moved. */
export class SealedError extends Error {
  override readonly name = 'SealedError';
}
