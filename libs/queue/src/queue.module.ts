import { Module, type DynamicModule, type InjectionToken, type Provider } from '@nestjs/common';
import { BootCheck } from './boot-check.js';
import { JobProducer } from './job-producer.js';
import { JobWorkers } from './job-workers.js';
import { openBackend, type QueueSettings } from './open-backend.js';
import { OutboxRelay, type Outbox, type OutboxNudges } from './outbox-relay.js';
import { QueueBackend } from './queue-backend.js';
import { Sweeper, type LostWork } from './sweeper.js';

/** Where the queue finds what lies in the database: the classes under which a process can inject it. */
export interface QueueSources {
  outbox: InjectionToken<Outbox>;
  nudges: InjectionToken<OutboxNudges>;
  lostWork: InjectionToken<LostWork>;
}

/** The queue of a process: producer, relay and sweeper run from boot, workers when the process starts them. */
@Module({})
export class QueueModule {
  static forRoot(settings: QueueSettings, sources: QueueSources): DynamicModule {
    const providers: Provider[] = [
      { provide: QueueBackend, useFactory: () => openBackend(settings) },
      provide(BootCheck, [QueueBackend]),
      provide(JobProducer, [QueueBackend]),
      provide(JobWorkers, [QueueBackend, JobProducer]),
      provide(OutboxRelay, [sources.outbox, JobProducer, sources.nudges]),
      provide(Sweeper, [sources.lostWork, JobProducer]),
    ];
    return { module: QueueModule, global: true, providers, exports: [JobProducer, JobWorkers] };
  }
}

function provide<T>(type: new (...dependencies: never[]) => T, inject: InjectionToken[]): Provider {
  return { provide: type, useFactory: (...dependencies: unknown[]) => new type(...(dependencies as never[])), inject };
}
