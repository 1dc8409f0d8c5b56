import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { EremeticTask } from '@jujube/contract/eremetic.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { OutputStream } from '@jujube/database/task-runs/task-output.js';
import type { TaskRun } from '@jujube/database/task-runs/task-run.js';
import { CreateTask } from '@jujube/usecases/tasks/create-task.js';
import { DeleteTask } from '@jujube/usecases/tasks/delete-task.js';
import { KillTask } from '@jujube/usecases/tasks/kill-task.js';
import { TaskQueries } from '@jujube/usecases/tasks/task.queries.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { presentTask } from './present-task.js';
import { readTaskFilter } from './read-task-filter.js';
import { parseTask } from './read-task.js';
import { TaskImages } from './task-images.js';

/** One-shot tasks, in Eremetic's shapes. */
@ApiTags('tasks')
@Controller('api/v1/task')
export class TaskController {
  constructor(
    private readonly commands: CommandBus,
    private readonly tasks: TaskQueries,
    private readonly images: TaskImages,
  ) {}

  @Post()
  @HttpCode(202)
  @Permission('task.write')
  @ApiOperation({ summary: 'Eremetic: have one-shot work done on a host; answers the id of the task' })
  async create(
    @CurrentCaller() caller: Caller,
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const definition = parseTask(body, key ?? null);
    await this.images.refuseForeign(caller, definition.wish.image);
    const id = await this.commands.execute<CreateTask, string>(
      new CreateTask({ ownerId: caller.userId, ...definition }),
    );
    void reply.header('location', `/api/v1/task/${id}`).type('application/json; charset=utf-8');
    return JSON.stringify(id);
  }

  @Get()
  @Permission('task.read')
  @ApiOperation({ summary: 'Eremetic: the newest tasks, by state (active, queued, terminated) and name' })
  async list(@CurrentCaller() caller: Caller, @Query() query: unknown): Promise<EremeticTask[]> {
    const runs = await this.tasks.list(caller, readTaskFilter(query));
    return runs.map((run) => presentTask(run, this.tasks.secretsOf(run)));
  }

  @Get(':task')
  @Permission('task.read')
  @ApiOperation({ summary: 'Eremetic: one task' })
  async info(@CurrentCaller() caller: Caller, @Param('task') id: string): Promise<EremeticTask> {
    const run = await this.find(caller, id);
    return presentTask(run, this.tasks.secretsOf(run));
  }

  @Get([':task/stdout', ':task/stderr'])
  @Permission('task.read')
  @ApiOperation({ summary: 'Eremetic: what a task has printed so far' })
  async output(
    @CurrentCaller() caller: Caller,
    @Param('task') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const run = await this.find(caller, id);
    const stream: OutputStream = reply.request.url.split('?')[0]!.endsWith('/stderr') ? 'stderr' : 'stdout';
    void reply.type('text/plain; charset=utf-8');
    return this.tasks.output(run.id, stream);
  }

  @Post(':task/kill')
  @HttpCode(202)
  @Permission('task.write')
  @ApiOperation({ summary: 'Eremetic: end a task; of one that is over nothing changes' })
  async kill(@CurrentCaller() caller: Caller, @Param('task') id: string): Promise<void> {
    const { id: taskId } = await this.find(caller, id);
    await this.commands.execute(new KillTask({ taskId }));
  }

  @Delete(':task')
  @HttpCode(202)
  @Permission('task.write')
  @ApiOperation({ summary: 'Eremetic: forget a task that is over, with its output' })
  async remove(@CurrentCaller() caller: Caller, @Param('task') id: string): Promise<void> {
    const { id: taskId } = await this.find(caller, id);
    await this.commands.execute(new DeleteTask({ taskId }));
  }

  private async find(caller: Caller, id: string): Promise<TaskRun> {
    const run = await this.tasks.find(caller, id);
    if (run) return run;
    throw new UserError('not_found', `Couldn't find that task (${id.slice(0, 60)}).`, { resource: 'task' });
  }
}
