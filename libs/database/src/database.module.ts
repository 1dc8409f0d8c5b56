import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Settings } from '@jujube/settings/settings.js';
import { DatabaseBootCheck } from './boot-check.js';
import { connectOptions } from './connect-options.js';
import { SecretBox } from './encryption/secret-box.js';
import { Nudges } from './nudges.js';
import { REPOSITORIES } from './repositories.js';

/** Everything that a process needs of the database, visible in all its modules. */
@Module({})
export class DatabaseModule {
  /** @param processName shown by PostgreSQL for its connections, e.g. 'api' */
  static forRoot(settings: Pick<Settings, 'databaseUrl' | 'masterKey'>, processName: string): DynamicModule {
    const providers: Provider[] = [
      ...REPOSITORIES,
      DatabaseBootCheck,
      { provide: SecretBox, useFactory: () => new SecretBox(settings.masterKey) },
      {
        provide: Nudges,
        useFactory: (dataSource: DataSource) => new Nudges(dataSource, settings.databaseUrl),
        inject: [DataSource],
      },
    ];
    const options = connectOptions(settings.databaseUrl, `jujube ${processName}`);
    return {
      module: DatabaseModule,
      global: true,
      imports: [TypeOrmModule.forRoot({ ...options, retryAttempts: 10, retryDelay: 1000 })],
      providers,
      exports: [...REPOSITORIES, SecretBox, Nudges],
    };
  }
}
