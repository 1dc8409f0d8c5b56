import type { Verb } from './verb.js';

/** `jujube help`: every verb with its summary, by noun. */
export function helpText(verbs: readonly Verb[]): string {
  const width = Math.max(...verbs.map((verb) => verb.name.length));
  const topics = groupByNoun(verbs);
  const lines = topics.flatMap((topic) => [
    '',
    ...topic.map((verb) => `  ${verb.name.padEnd(width)}   ${verb.summary}`),
  ]);
  return [
    'Heroku on your own Docker hosts.',
    '',
    'Usage: jujube COMMAND [ARGUMENTS] [FLAGS]        (jujube COMMAND --help shows flags and examples)',
    ...lines,
    '',
    'Every command takes --json. JUJUBE_URL, JUJUBE_TOKEN and JUJUBE_APP override the stored login and -a.',
  ].join('\n');
}

function groupByNoun(verbs: readonly Verb[]): Verb[][] {
  const byNoun = new Map<string, Verb[]>();
  for (const verb of verbs) {
    const noun = verb.name.split(':')[0] ?? verb.name;
    byNoun.set(noun, [...(byNoun.get(noun) ?? []), verb]);
  }
  return [...byNoun.values()];
}
