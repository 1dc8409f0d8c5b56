import { Injectable } from '@nestjs/common';
import { groupBy } from '@jujube/core/rollout/group-by.js';
import type { Action, Plan } from '@jujube/core/rollout/plan.js';
import { recheck, type Rechecked, type Refusal, type Snapshot } from '@jujube/core/rollout/recheck.js';
import type { EntityManager } from '@jujube/database/connection.js';
import { endDeployment, releaseOfPending } from '@jujube/database/deployments/end-deployment.js';
import { confirmDeployment, putOffDeadline, switchDeployment } from '@jujube/database/deployments/confirmation.js';
import { awaitCanaries, awaitPromotion, promoteDeployment } from '@jujube/database/deployments/promotion.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { moveDynos, type DynoStep } from '@jujube/database/dynos/dyno-progress.js';
import { placeDynos } from '@jujube/database/dynos/place-dynos.js';
import { appendDynoLines, lastLinesOfRelease, type DynoLine } from '@jujube/database/log-lines/append-dyno-lines.js';
import { hostRowsHeld } from '@jujube/database/hosts/host-rows.js';
import { Nudges } from '@jujube/database/nudges.js';
import { blockTask, placeTask } from '@jujube/database/tasks/open-tasks.js';
import { hostOf } from '@jujube/usecases/placement/cluster-of.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import { platformLine } from '../logs/dyno-line.js';

const EXCERPT_LINES = 50;
/** Actions that change nothing by themselves. */
const SAYS_ONLY: readonly Action['kind'][] = ['block-dyno', 'delay-dyno'];
const PLACES: readonly Action['kind'][] = ['place-dyno', 'place-task'];
const STOPPABLE = ['placed', 'starting', 'up', 'draining'] as const;

type ActionOf<K extends Action['kind']> = Extract<Action, { kind: K }>;

export interface WrittenPlan {
  /** the rows that are new or changed */
  dynos: DynoEntity[];
  hasWritten: boolean;
  /** left out, because their hosts changed meanwhile: to be planned anew */
  refused: readonly Refusal[];
}

/** Writes the good part of a plan down, in one transaction, before any container is touched. */
@Injectable()
export class PlanWriter {
  constructor(
    private readonly writes: FencedWrites,
    private readonly nudges: Nudges,
  ) {}

  async write(plan: Plan, snapshot: Snapshot): Promise<WrittenPlan> {
    if (!plan.actions.some(({ kind }) => !SAYS_ONLY.includes(kind)))
      return { dynos: [], hasWritten: false, refused: [] };
    return this.writes.run(async (manager) => {
      const { actions, refused } = await goodPart(manager, plan, snapshot);
      const dynos = await this.writeDynos(manager, actions);
      const hasEnded = await this.writeDeployments(manager, actions);
      const hasPlaced = await this.writeTasks(manager, actions);
      await appendDynoLines(manager, dynos.flatMap(linesAbout));
      return { dynos, hasWritten: dynos.length > 0 || hasEnded || hasPlaced, refused };
    });
  }

  private async writeDynos(manager: EntityManager, actions: readonly Action[]): Promise<DynoEntity[]> {
    const lost = await move(manager, only(actions, 'lose-dyno'), { to: 'lost', from: [...STOPPABLE, 'stopping'] });
    const drained = await move(manager, only(actions, 'drain-dyno'), { to: 'draining', from: ['starting', 'up'] });
    const stopped = await move(manager, only(actions, 'stop-dyno'), { to: 'stopping', from: STOPPABLE });
    const places = only(actions, 'place-dyno');
    const placed = places.length > 0 ? await placeDynos(manager, places) : [];
    const known = [...lost, ...drained, ...stopped];
    if (known.length > 0) await this.nudges.send('routes', manager);
    return [...known, ...placed];
  }

  private async writeDeployments(manager: EntityManager, actions: readonly Action[]): Promise<boolean> {
    const succeeded = only(actions, 'succeed-deployment');
    const failed = only(actions, 'fail-deployment');
    for (const { deploymentId } of succeeded) {
      await endDeployment(manager, { deploymentId, state: 'succeeded', reason: null, logExcerpt: null });
    }
    for (const { deploymentId, reason, isRevertWanted } of failed) {
      const releaseId = await releaseOfPending(manager, deploymentId);
      if (releaseId === null) continue;
      const lines = await lastLinesOfRelease(manager, releaseId, EXCERPT_LINES);
      const logExcerpt = lines.map((line) => `${line.at} ${line.source}[${line.dyno}]: ${line.text}`).join('\n');
      await endDeployment(manager, { deploymentId, state: 'failed', reason, logExcerpt, isRevertWanted });
    }
    const hasMoved = await writePromotions(manager, actions);
    const hasConfirmed = await writeConfirmations(manager, actions);
    const hasNews = hasMoved || hasConfirmed || succeeded.length + failed.length > 0;
    // what is seen of an app depends on its deployment
    if (hasNews) await this.nudges.send('routes', manager);
    return hasNews;
  }

  private async writeTasks(manager: EntityManager, actions: readonly Action[]): Promise<boolean> {
    const placed = only(actions, 'place-task');
    for (const { taskId, hostId } of placed) await placeTask(manager, taskId, hostId);
    let isNews = placed.length > 0;
    for (const { taskId, message } of only(actions, 'block-task')) {
      isNews = (await blockTask(manager, taskId, message)) || isNews;
    }
    if (isNews) await this.nudges.send('tasks', manager);
    return isNews;
  }
}

/** Until the transaction ends nobody cordons, drains or removes the hosts that the plan places on. */
async function goodPart(manager: EntityManager, plan: Plan, snapshot: Snapshot): Promise<Rechecked> {
  const { hosts } = snapshot.cluster;
  const [some] = hosts;
  if (!some || !plan.actions.some(({ kind }) => PLACES.includes(kind))) return { actions: plan.actions, refused: [] };
  const rows = await hostRowsHeld(manager);
  return recheck(
    plan,
    snapshot,
    rows.map((row) => hostOf(row, some.portRange)),
  );
}

async function writeConfirmations(manager: EntityManager, actions: readonly Action[]): Promise<boolean> {
  const switches = only(actions, 'switch-deployment');
  const confirmations = only(actions, 'confirm-deployment');
  const delays = only(actions, 'put-off-deadline');
  for (const { deploymentId } of switches) await switchDeployment(manager, deploymentId);
  for (const { deploymentId, deadlineMs } of confirmations) {
    await confirmDeployment(manager, { deploymentId, deadlineSeconds: deadlineMs / 1000 });
  }
  for (const { deploymentId, deadlineAtMs } of delays) await putOffDeadline(manager, { deploymentId, deadlineAtMs });
  return switches.length + confirmations.length + delays.length > 0;
}

async function writePromotions(manager: EntityManager, actions: readonly Action[]): Promise<boolean> {
  const promotions = only(actions, 'promote-deployment');
  const waits = only(actions, 'await-promotion');
  const setbacks = only(actions, 'await-canaries');
  for (const { deploymentId, deadlineMs } of promotions) {
    await promoteDeployment(manager, { deploymentId, deadlineSeconds: deadlineMs / 1000 });
  }
  for (const wait of waits) await awaitPromotion(manager, wait);
  for (const { deploymentId } of setbacks) await awaitCanaries(manager, deploymentId);
  return promotions.length + waits.length + setbacks.length > 0;
}

function only<K extends Action['kind']>(actions: readonly Action[], kind: K): ActionOf<K>[] {
  return actions.filter((action): action is ActionOf<K> => action.kind === kind);
}

function linesAbout(dyno: DynoEntity): DynoLine[] {
  if (dyno.state === 'lost')
    return [platformLine(dyno, `Host ${dyno.hostName} is gone, starting again on another one`)];
  return dyno.state === 'stopping' ? [platformLine(dyno, 'Stopping all processes with SIGTERM')] : [];
}

async function move(
  manager: EntityManager,
  actions: readonly { dynoId: string; reason: string }[],
  step: Pick<DynoStep, 'to' | 'from'>,
): Promise<DynoEntity[]> {
  const byReason = groupBy(actions, (action) => action.reason);
  const moved: DynoEntity[] = [];
  for (const [reason, same] of byReason) {
    const ids = same.map((action) => action.dynoId);
    moved.push(...(await moveDynos(manager, ids, { ...step, reason })));
  }
  return moved;
}
