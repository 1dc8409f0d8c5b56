import { UserError } from '@jujube/core/errors/user-error.js';
import type { ConfigVars } from '@jujube/core/release/config-vars.js';
import { parseProcfile } from '@jujube/core/release/procfile.js';
import { BuildFailure } from '../run/build-failure.js';
import { readSourceFile } from '../source/read-source-file.js';
import { npmInstallOf } from './npm-install.js';
import { procfileImage } from './procfile-image.js';

export interface Stack {
  name: 'dockerfile' | 'procfile';
  processTypes: Record<string, string>;
  /** the source's own, or the one that its Procfile stands for */
  dockerfile: string;
  /** false when it only copies: that is quicker done again than kept step by step and found */
  keepsSteps: boolean;
  /** config vars that its steps may mount as secrets: they leave nothing in the image */
  secrets: ConfigVars;
}

export interface StackWish {
  baseImage: string;
  secrets: ConfigVars;
  /** what the source's manifest says: it wins over the Procfile */
  commands: Readonly<Record<string, string>>;
}

/** How a source is to be built: by its Dockerfile, or by the commands of its Procfile or manifest on the base image. */
export async function detectStack(tree: string, { baseImage, secrets, commands }: StackWish): Promise<Stack> {
  const read = (name: string) => readSourceFile(tree, name);
  const [dockerfile, procfile] = await Promise.all([read('Dockerfile'), read('Procfile')]);
  if (dockerfile === null && procfile === null && Object.keys(commands).length === 0) {
    const where = 'There is neither a Dockerfile nor a Procfile at the root of the source.';
    throw new BuildFailure(
      'no_stack',
      `${where} Add one of them: a Procfile may be as short as "web: node server.js".`,
    );
  }
  const own = procfile === null ? imageCommand(dockerfile) : processTypesOf(procfile);
  const processTypes = { ...own, ...commands };
  if (dockerfile !== null) return { name: 'dockerfile', processTypes, dockerfile, keepsSteps: true, secrets };
  const npm = await npmInstallOf(tree);
  const made = procfileImage({ baseImage, npm, processTypes, secretNames: Object.keys(secrets) });
  return { name: 'procfile', processTypes, dockerfile: made, keepsSteps: npm !== null, secrets };
}

/** An image of the source's own runs as web what it says itself. */
function imageCommand(dockerfile: string | null): Record<string, string> {
  return dockerfile === null ? {} : { web: '' };
}

function processTypesOf(procfile: string): Record<string, string> {
  try {
    return parseProcfile(procfile);
  } catch (cause) {
    if (cause instanceof UserError) throw new BuildFailure('bad_procfile', cause.message, { cause });
    throw cause;
  }
}
