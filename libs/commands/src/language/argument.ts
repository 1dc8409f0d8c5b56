/** A positional word of a verb. `T` is what `run` gets. */
export interface Argument<T> {
  readonly placeholder: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly isVariadic: boolean;
  /** type only */
  readonly value?: T;
}

export type Arguments = Readonly<Record<string, Argument<unknown>>>;

export function word(placeholder: string, description: string): Argument<string> {
  return { placeholder, description, isRequired: true, isVariadic: false };
}

export function optionalWord(placeholder: string, description: string): Argument<string | undefined> {
  return { placeholder, description, isRequired: false, isVariadic: false };
}

/** One or more. */
export function words(placeholder: string, description: string): Argument<string[]> {
  return { placeholder, description, isRequired: true, isVariadic: true };
}

/** None or more. */
export function optionalWords(placeholder: string, description: string): Argument<string[]> {
  return { placeholder, description, isRequired: false, isVariadic: true };
}
