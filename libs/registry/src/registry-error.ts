export type RegistryErrorKind = 'not_found' | 'unauthorized' | 'unavailable';

/** A registry did not do what was asked: it is not there, it did not let us, or it does not work now. */
export class RegistryError extends Error {
  constructor(
    readonly kind: RegistryErrorKind,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
    this.name = 'RegistryError';
  }

  get isRetryable(): boolean {
    return this.kind === 'unavailable';
  }
}
