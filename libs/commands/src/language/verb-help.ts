import { kebab } from './option-name.js';
import type { Verb } from './verb.js';

export interface VerbHelp {
  name: string;
  aliases: readonly string[];
  summary: string;
  args: { name: string; description: string; required: boolean; variadic: boolean }[];
  flags: { name: string; description: string; value: string | null }[];
  examples: readonly string[];
}

/** The help of a verb for programs: what `help --json` prints of it. */
export function verbHelp(verb: Verb): VerbHelp {
  return {
    name: verb.name,
    aliases: verb.aliases ?? [],
    summary: verb.summary,
    args: Object.values(verb.args ?? {}).map(({ placeholder, description, isRequired, isVariadic }) => ({
      name: placeholder,
      description,
      required: isRequired,
      variadic: isVariadic,
    })),
    flags: [...(verb.needsApp ? [APP] : []), ...ownFlags(verb)],
    examples: verb.examples,
  };
}

const APP = { name: '--app', description: 'app to act on (or set JUJUBE_APP)', value: 'app' };

function ownFlags(verb: Verb): VerbHelp['flags'] {
  return Object.entries(verb.flags ?? {}).map(([name, { description, placeholder, isNegated }]) => ({
    name: `--${isNegated ? 'no-' : ''}${kebab(name)}`,
    description,
    value: placeholder ?? null,
  }));
}
