import { isDeepStrictEqual } from 'node:util';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { refuseImpossible } from '@jujube/core/formation/refuse-impossible.js';
import { type ProcessWish, releaseForProcess } from '@jujube/core/release/process-release.js';
import type { RulesWish } from '@jujube/core/rules/rules-wish.js';
import { addApp, type NewApp } from '@jujube/database/apps/add-app.js';
import { lockApp, type LockedApp } from '@jujube/database/apps/lock-app.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { pendingDeployment } from '@jujube/database/deployments/new-deployment.js';
import type { FormationRules } from '@jujube/database/formations/formation-rules.js';
import { knownHosts } from '@jujube/database/hosts/known-hosts.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger } from '@jujube/database/releases/release-ledger.js';
import { releaseHeldSlots } from '@jujube/database/slot-wishes/release-held-slots.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { changeFormation, wishOf, type FormationChange } from '@jujube/core/formation/change-formation.js';
import { refuseWhileDeploying } from './refuse-while-deploying.js';
import { formationOf, insertFormation } from '@jujube/database/formations/stored-formation.js';
import { writeFormation } from '@jujube/database/formations/write-formation.js';

export interface ProcessInput {
  readonly app: { readonly id: string } | NewApp;
  readonly userId: string;
  /** image, command and config vars: what makes a release */
  readonly release: ProcessWish;
  /** how many, how big, how checked */
  readonly formation: Omit<FormationChange, 'processType' | 'rules'>;
  /** members that are there, also undefined ones, in place of those before; other rules stay */
  readonly rules?: Pick<RulesWish, 'constraints' | 'hostPort' | 'ports' | 'gpus'>;
  /** refuse a process type that there is already */
  readonly mustBeNew: boolean;
  /** supersede a deployment that is under way */
  readonly force: boolean;
}

/** Makes one process type of an app as it is described, with at most one release: all of it or nothing. Answers its deployment. */
export class ApplyProcess extends Command<string | null> {
  constructor(readonly input: ProcessInput) {
    super();
  }
}

@CommandHandler(ApplyProcess)
export class ApplyProcessHandler implements ICommandHandler<ApplyProcess> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: ApplyProcess): Promise<string | null> {
    return inTransaction(this.dataSource, async (manager) => {
      const app = await this.lockOrAdd(manager, input.app);
      const base = await this.ledger.base(manager, app.id);
      const { processType } = input.release;
      if (input.mustBeNew && base.processTypes[processType] !== undefined) throw alreadyThere(processType);
      if (!input.force) await refuseWhileDeploying(manager, app.id);
      const latest = await this.ledger.latest(manager, app.id);
      const next = releaseForProcess({ latest, base }, input.release);
      // first, because a deployment of nothing would have succeeded at once
      await changeProcess(manager, app, input);
      const origin = { createdBy: input.userId, imageTag: input.release.image?.tag };
      const made = next && (await this.ledger.add(manager, app, { next, origin }));
      await this.nudges.send('wanted', manager);
      return made?.deploymentId ?? (await pendingDeployment(manager, app.id))?.id ?? null;
    });
  }

  private async lockOrAdd(manager: EntityManager, app: ProcessInput['app']): Promise<LockedApp> {
    if ('id' in app) return lockApp(manager, app.id);
    const id = await addApp(manager, this.ledger, app);
    await this.nudges.send('routes', manager);
    return lockApp(manager, id);
  }
}

async function changeProcess(manager: EntityManager, app: LockedApp, input: ProcessInput): Promise<void> {
  const { release, formation } = input;
  const { processType } = release;
  await insertFormation(manager, app.id, processType);
  const row = await formationOf(manager, app.id, processType);
  const changed = changeFormation(row, { ...formation, processType, rules: rulesOf(row.rules, input) }, app.name);
  refuseImpossible(wishOf(changed), await knownHosts(manager));
  if (isSame(row, changed)) return;
  await writeFormation(manager, changed);
  if (formation.quantity !== undefined) await releaseHeldSlots(manager, app.id, processType);
}

function rulesOf(before: FormationRules, { rules }: ProcessInput): FormationRules | undefined {
  if (!rules) return undefined;
  // what these two of our own say, Marathon says by constraints
  const replaced = rules.constraints && { hostLabels: undefined, isOnePerHost: undefined };
  return { ...before, ...replaced, ...rules };
}

// as JSON: a member that is undefined is one that is absent
function isSame(before: object, after: object): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(before)), JSON.parse(JSON.stringify(after)));
}

function alreadyThere(processType: string): UserError {
  return new UserError('conflict', `The app has a process type ${processType} already.`);
}
