import { Initial1 } from './1-initial.js';
import { GoneImages2 } from './2-gone-images.js';
import { UpdateSettings3 } from './3-update-settings.js';
import { BuildTimeVars4 } from './4-build-time-vars.js';
import { LogLinesByTime5 } from './5-log-lines-by-time.js';
import { DisruptionSettings8 } from './8-disruption-settings.js';
import { Traffic9 } from './9-traffic.js';
import { Audit15 } from './15-audit.js';
import { LoginAttempts16 } from './16-login-attempts.js';
import { People17 } from './17-people.js';
import { TokenLimits18 } from './18-token-limits.js';
import { AppTransfers19 } from './19-app-transfers.js';
import { ServiceAccounts20 } from './20-service-accounts.js';
import { OneOffs21 } from './21-one-offs.js';
import { Pipelines22 } from './22-pipelines.js';
import { IdempotencyKeys23 } from './23-idempotency-keys.js';
import { Environments24 } from './24-environments.js';
import { TwoFactor25 } from './25-two-factor.js';
import { SniEndpoints26 } from './26-sni-endpoints.js';
import { StreamHolders28 } from './28-stream-holders.js';
import { TypeImages29 } from './29-type-images.js';
import { ReleasedAt30 } from './30-released-at.js';
import { Teams40 } from './40-teams.js';
import { BrowserLogins41 } from './41-browser-logins.js';
import { Grants14 } from './14-grants.js';
import { TaskRuns10 } from './10-task-runs.js';

/** In the order in which they run; a released one is never edited. */
export const MIGRATIONS = [
  Initial1,
  GoneImages2,
  UpdateSettings3,
  BuildTimeVars4,
  LogLinesByTime5,
  DisruptionSettings8,
  Traffic9,
  TaskRuns10,
  Grants14,
  Audit15,
  LoginAttempts16,
  People17,
  TokenLimits18,
  AppTransfers19,
  ServiceAccounts20,
  OneOffs21,
  Pipelines22,
  IdempotencyKeys23,
  Environments24,
  TwoFactor25,
  SniEndpoints26,
  StreamHolders28,
  TypeImages29,
  ReleasedAt30,
  Teams40,
  BrowserLogins41,
];
