import { Module } from '@nestjs/common';
import { CreateRegistryTokenHandler } from './create-registry-token.js';
import { CreateTokenHandler } from './create-token.js';
import { NoteTokenUseHandler } from './note-token-use.js';
import { RevokeTokenHandler } from './revoke-token.js';
import { TokenQueries } from './token.queries.js';

@Module({
  providers: [CreateTokenHandler, CreateRegistryTokenHandler, NoteTokenUseHandler, RevokeTokenHandler, TokenQueries],
  exports: [TokenQueries],
})
export class TokensModule {}
