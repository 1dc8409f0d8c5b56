const PLACES =
  'akita chiba fukui gifu hyogo iwate kobe kyoto mie nagano nagoya nara oita okayama osaka saga sendai tochigi tokyo toyama'.split(
    ' ',
  );
const NUMBERS = 90_000;

/** A name for a certificate, as Heroku makes them: 'tokyo-10507'. The same seed gives the same name. */
export function randomEndpointName(seed: number): string {
  const whole = Math.abs(Math.trunc(seed));
  return `${PLACES[whole % PLACES.length]}-${10_000 + (Math.floor(whole / PLACES.length) % NUMBERS)}`;
}
