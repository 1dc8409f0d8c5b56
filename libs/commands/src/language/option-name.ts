/** How a flag is written on the line: `tlsDir` → `tls-dir`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
