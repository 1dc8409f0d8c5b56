const PLAIN = /^[\w@%+=:,./-]+$/;

/** The words as they were typed, as one line for a shell; a single one may be a whole line already. */
export function commandLine(given: readonly string[]): string {
  const words = given[0] === '--' ? given.slice(1) : given;
  if (words.length === 1) return words[0]!;
  return words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}
