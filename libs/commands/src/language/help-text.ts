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

/** Nouns with a single verb that follow each other share a paragraph. */
function groupByNoun(verbs: readonly Verb[]): Verb[][] {
  const groups: Verb[][] = [];
  for (const verb of verbs) {
    const last = groups.at(-1);
    const isSameNoun = last !== undefined && nounOf(last[0]) === nounOf(verb);
    const isSingle = last !== undefined && [...last, verb].every((one) => isAlone(one, verbs));
    if (isSameNoun || isSingle) last.push(verb);
    else groups.push([verb]);
  }
  return groups;
}

function isAlone(verb: Verb, verbs: readonly Verb[]): boolean {
  return verbs.filter((other) => nounOf(other) === nounOf(verb)).length === 1;
}

function nounOf(verb: Verb | undefined): string {
  return verb?.name.split(':')[0] ?? '';
}
