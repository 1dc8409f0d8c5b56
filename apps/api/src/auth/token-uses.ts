import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { NoteTokenUse } from '@jujube/usecases/tokens/note-token-use.js';

/** Notes uses of tokens beside the requests that make them: none waits for it or fails with it. */
@Injectable()
export class TokenUses {
  private readonly underway = new Set<string>();

  constructor(private readonly commands: CommandBus) {}

  note(tokenId: string): void {
    if (this.underway.has(tokenId)) return;
    this.underway.add(tokenId);
    const noted = this.commands.execute(new NoteTokenUse({ tokenId }));
    // one that failed is still due, so that the next request tries again
    void noted.catch(() => undefined).finally(() => this.underway.delete(tokenId));
  }
}
