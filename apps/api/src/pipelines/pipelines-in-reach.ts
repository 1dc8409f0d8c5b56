import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import type { PermissionName } from '@jujube/core/access/permission-name.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { AppQueries, type AppInReach } from '@jujube/usecases/apps/app.queries.js';
import { PipelineQueries, type CouplingRow, type PipelineRow } from '@jujube/usecases/pipelines/pipeline.queries.js';
import { appPermitted } from '../apps/app-permitted.js';
import { identityOf, type Identity } from '../dto/identity.js';

/** Looks up what a request names, as its caller may see and change it; what they may not see is not found. */
@Injectable()
export class PipelinesInReach {
  constructor(
    private readonly pipelines: PipelineQueries,
    private readonly apps: AppQueries,
  ) {}

  async pipeline(caller: Caller, identity: Identity): Promise<PipelineRow> {
    const found = await this.pipelines.find(caller, identityOf(identity));
    if (found) return found;
    throw new UserError('not_found', "Couldn't find that pipeline.", { resource: 'pipeline' });
  }

  async ownPipeline(caller: Caller, identity: Identity): Promise<PipelineRow> {
    const found = await this.pipeline(caller, identity);
    if (caller.isAdmin || found.ownerId === caller.userId) return found;
    throw new UserError('forbidden', `Only the owner of the pipeline ${found.name} may do this.`);
  }

  async coupling(caller: Caller, key: string): Promise<CouplingRow> {
    const found = await this.pipelines.coupling(caller, key);
    if (found) return found;
    throw new UserError('not_found', "Couldn't find that pipeline coupling.", { resource: 'pipeline_coupling' });
  }

  /** An app on which the caller may do what is needed. */
  async app(caller: Caller, identity: Identity, needed: PermissionName): Promise<AppInReach> {
    const key = identityOf(identity);
    const app = await appPermitted(this.apps, { caller, key, needed });
    if (app) return app;
    throw new UserError('not_found', `Couldn't find that app (${key.slice(0, 60)}).`, { resource: 'app' });
  }
}
