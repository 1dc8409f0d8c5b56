import type { Argument, Arguments } from './argument.js';
import type { CommandContext } from './command-context.js';
import type { Flag, Flags } from './flag.js';

/** What a verb gets, typed by its own declaration. */
export interface Input<A extends Arguments = Arguments, F extends Flags = Flags> {
  readonly args: { readonly [K in keyof A]: A[K] extends Argument<infer T> ? T : never };
  readonly flags: { readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never };
  /** '' for verbs that need no app */
  readonly app: string;
  /** `--json` was given */
  readonly isJson: boolean;
}

/** One entry of the command language. */
export interface VerbDeclaration<A extends Arguments, F extends Flags> {
  /** `noun` or `noun:verb` */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly args?: A;
  readonly flags?: F;
  /** takes `-a, --app` */
  readonly needsApp?: boolean;
  /** a second short name of `--app`, for the older form `releases create TAG -p APP` */
  readonly appShort?: string;
  /** from its first argument on, every word is one, whatever it begins with */
  readonly takesWordsAsTheyAre?: boolean;
  /** without the leading `jujube` */
  readonly examples: readonly string[];
  /** why it works only in a terminal */
  readonly localReason?: string;
  run(context: CommandContext, input: Input<A, F>): Promise<void>;
}

export type Verb = VerbDeclaration<Arguments, Flags>;

/** Declares a verb; the types of args and flags reach its `run`. */
export function defineVerb<A extends Arguments = Record<never, never>, F extends Flags = Record<never, never>>(
  declaration: VerbDeclaration<A, F>,
): Verb {
  return declaration as unknown as Verb;
}
