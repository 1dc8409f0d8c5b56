import { Module } from '@nestjs/common';
import { CreateTaskHandler } from './create-task.js';
import { DeleteTaskHandler } from './delete-task.js';
import { KillTaskHandler } from './kill-task.js';
import { TaskQueries } from './task.queries.js';

@Module({ providers: [CreateTaskHandler, KillTaskHandler, DeleteTaskHandler, TaskQueries], exports: [TaskQueries] })
export class TasksModule {}
