import { UserError } from '../errors/user-error.js';
import { isProcessType } from '../formation/process-type.js';

/** Image label that tells the commands by process type as JSON; our builds set it, and CI may. */
export const PROCESS_TYPES_LABEL = 'io.jujube.process-types';

const IMAGE_COMMAND = '';

export interface PushedImage {
  /** value of the label; undefined when the image has none */
  readonly label: string | undefined;
  /** the image says by itself what it runs: CMD or ENTRYPOINT */
  readonly hasCommand: boolean;
}

/**
 * Process types of an image that somebody pushed: what its label says; else those that the app has, of which `web` runs the
 * image's own command where there is one. Throws `invalid_params` for a label that says nothing sensible.
 */
export function pushedProcessTypes(
  pushed: PushedImage,
  current: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (pushed.label !== undefined) return parseLabel(pushed.label);
  const knowsWeb = current.web !== undefined;
  return { ...current, web: knowsWeb && !pushed.hasCommand ? current.web! : IMAGE_COMMAND };
}

function parseLabel(label: string): Record<string, string> {
  const types = parseJson(label);
  const entries = typeof types === 'object' && types !== null && !Array.isArray(types) ? Object.entries(types) : [];
  const isSensible = entries.every(([type, command]) => isProcessType(type) && typeof command === 'string');
  if (entries.length > 0 && isSensible) return Object.fromEntries(entries) as Record<string, string>;
  throw new UserError(
    'invalid_params',
    `The image's label ${PROCESS_TYPES_LABEL} must be JSON such as {"web":"node server.js"}. Push the image again with a label that is.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
