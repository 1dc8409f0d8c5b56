export type Quantities = Readonly<Record<string, number>>;

/** Quantities for the process types of a new release: known ones keep theirs, new ones start at 0, but an app's first `web` at 1. */
export function initialQuantities(processTypes: Readonly<Record<string, string>>, existing: Quantities): Quantities {
  const isFirst = Object.keys(existing).length === 0;
  const start = (processType: string): number => (isFirst && processType === 'web' ? 1 : 0);
  const of = (type: string): number => (Object.hasOwn(existing, type) ? existing[type]! : start(type));
  return Object.fromEntries(Object.keys(processTypes).map((type) => [type, of(type)]));
}
