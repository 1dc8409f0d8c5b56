import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import {
  CapabilitiesRepository,
  type CapabilityHolder,
} from '@jujube/database/capabilities/capabilities.repository.js';
import type { LogFilter } from '@jujube/database/log-lines/log-filter.js';

/** What a log session shows. */
export interface LogSubject extends LogFilter {
  /** how many older lines come first */
  readonly lines: number;
  /** follow the log instead of ending */
  readonly tail: boolean;
}

const VALID_SECONDS = 15 * 60;
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;

/** A URL that reads one app's log without a token, to be opened within 15 minutes. Answers its secret. */
export class CreateLogSession extends Command<string> {
  constructor(
    readonly input: LogSubject,
    readonly holder: CapabilityHolder,
  ) {
    super();
  }
}

@CommandHandler(CreateLogSession)
export class CreateLogSessionHandler implements ICommandHandler<CreateLogSession> {
  constructor(private readonly capabilities: CapabilitiesRepository) {}

  async execute({ input, holder }: CreateLogSession): Promise<string> {
    const { appId, lines, tail, source, dyno } = input;
    for (const name of [source, dyno]) {
      if (name !== undefined && !NAME.test(name)) {
        throw new UserError(
          'invalid_params',
          `"${name.slice(0, 60)}" is neither a source nor a dyno. Examples: app, heroku, web, web.1`,
        );
      }
    }
    return this.capabilities.issue({
      kind: 'log',
      holder,
      subject: { appId, lines, tail, source, dyno },
      ttlSeconds: VALID_SECONDS,
    });
  }
}
