const ADJECTIVES =
  'ancient autumn bold bright calm clever crimson dry early fresh gentle golden hidden icy lively mellow misty quiet rapid ripe shady silent small snowy still sweet tall tidy warm wild'.split(
    ' ',
  );
const NOUNS =
  'bay branch breeze brook canyon cliff dune field forest garden glade grove harbor hill island jujube lake leaf meadow moon orchard peak pine pond reef ridge river stone summit valley'.split(
    ' ',
  );

/** A name for an app whose owner gave none: 'quiet-orchard-40312'. The same seed gives the same name. */
export function randomAppName(seed: number): string {
  const whole = Math.abs(Math.trunc(seed));
  const adjective = ADJECTIVES[whole % ADJECTIVES.length];
  const noun = NOUNS[Math.floor(whole / ADJECTIVES.length) % NOUNS.length];
  const number = Math.floor(whole / (ADJECTIVES.length * NOUNS.length)) % 100_000;
  return `${adjective}-${noun}-${String(number).padStart(5, '0')}`;
}
