import type { OnModuleInit } from '@nestjs/common';
import { assertBullmqVersion } from './bullmq-version.js';
import type { QueueBackend } from './queue-backend.js';

/** Keeps a process from starting on a queue that could lose or delay its work. */
export class BootCheck implements OnModuleInit {
  constructor(private readonly backend: QueueBackend) {}

  async onModuleInit(): Promise<void> {
    assertBullmqVersion();
    await this.backend.assertUsable();
  }
}
