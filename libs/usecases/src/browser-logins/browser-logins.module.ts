import { Module } from '@nestjs/common';
import { AskToConfirmHandler } from './ask-to-confirm.js';
import { BeginBrowserLoginHandler } from './begin-browser-login.js';
import { BrowserLoginQueries } from './browser-login.queries.js';
import { ConfirmBrowserLoginHandler } from './confirm-browser-login.js';
import { SignOnUserHandler } from './sign-on-user.js';
import { StartSignOnHandler } from './start-sign-on.js';
import { TakeBrowserLoginHandler } from './take-browser-login.js';
import { TakeSignOnHandler } from './take-sign-on.js';

@Module({
  providers: [
    BeginBrowserLoginHandler,
    StartSignOnHandler,
    TakeSignOnHandler,
    SignOnUserHandler,
    AskToConfirmHandler,
    ConfirmBrowserLoginHandler,
    TakeBrowserLoginHandler,
    BrowserLoginQueries,
  ],
  exports: [BrowserLoginQueries],
})
export class BrowserLoginsModule {}
