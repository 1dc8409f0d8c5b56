import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CreateRegistryToken } from '@jujube/usecases/tokens/create-registry-token.js';
import { RevokeToken } from '@jujube/usecases/tokens/revoke-token.js';
import type { BuildRun } from '../run/build-run.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';

export interface RegistryLogin {
  username: string;
  password: string;
  /** it opens nothing any more; when that fails it still expires soon */
  revoke(): Promise<void>;
}

/** Lets a build into the registry: to its own app's repository only, and for no longer than it lasts. */
@Injectable()
export class RegistryLogins {
  constructor(
    private readonly commands: CommandBus,
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
  ) {}

  /** null when the registry asks nobody for a name. */
  async for(run: BuildRun): Promise<RegistryLogin | null> {
    const { login, token } = this.settings.registry;
    if (login) return { ...login, revoke: async () => {} };
    return token ? this.shortLived(run) : null;
  }

  private async shortLived({ build }: BuildRun): Promise<RegistryLogin> {
    const userId = build.createdBy;
    const expiresInSeconds = Math.ceil(this.settings.build.timeoutMs / 1000) + 300;
    const description = `build ${build.id}`;
    const wish = new CreateRegistryToken({ userId, appId: build.appId, description, expiresInSeconds });
    const { id: tokenId, token } = await this.commands.execute(wish);
    const revoke = () => this.commands.execute(new RevokeToken({ userId, tokenId })).catch(() => undefined);
    return { username: 'build', password: token, revoke };
  }
}
