/** Tag for paths: every inserted value becomes exactly one path segment, whatever is in it. */
export function path(texts: TemplateStringsArray, ...values: (string | number)[]): string {
  return texts.reduce((made, text, index) => made + encodeURIComponent(String(values[index - 1])) + text);
}
