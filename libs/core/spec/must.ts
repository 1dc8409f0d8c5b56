/** Cheaper than expect() by far, which counts when a property looks at every step of thousands of histories. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`violated: ${what}`);
}
