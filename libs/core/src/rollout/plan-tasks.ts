import type { Task } from '../cluster/task.js';
import type { Demand } from '../placement/demand.js';
import { explainPlacement } from '../placement/explain-placement.js';
import { place } from '../placement/place.js';
import type { Placement } from '../placement/placement.js';
import { compare } from './dyno-order.js';
import { taskService } from './holdings-of.js';
import type { PlanDraft } from './plan-draft.js';

interface TaskDemand extends Demand {
  readonly task: Task;
}

/** First come, first served; a task that fits nowhere does not hold up those behind it. */
export function planTasks(draft: PlanDraft, tasks: readonly Task[], at: { placement: Placement; seed: number }): void {
  const queued = tasks.filter((task) => task.state === 'queued');
  queued.sort((a, b) => a.createdAtMs - b.createdAtMs || compare(a.id, b.id));
  const { placed, blocked } = place(at.placement, queued.map(taskDemand), at.seed);
  for (const { demand, hostId } of placed) draft.add({ kind: 'place-task', taskId: demand.task.id, hostId });
  for (const { demand, funnel } of blocked) {
    const message = explainPlacement(demand.task.kind === 'run' ? 'this task' : 'this build', demand, funnel);
    draft.add({ kind: 'block-task', taskId: demand.task.id, message, funnel });
  }
}

/** What a task asks of placement. */
export function taskDemand(task: Task): TaskDemand {
  return {
    task,
    service: taskService(task),
    generation: '',
    resources: task.reserved,
    needsPort: false,
    rules: { pool: task.pool, hostLabels: task.hostLabels ?? {}, isOnePerHost: false },
  };
}
