/** `crashed once`, `crashed 3 times`. */
export function crashText(crashes: number): string {
  return `crashed ${crashes === 1 ? 'once' : `${crashes} times`}`;
}
