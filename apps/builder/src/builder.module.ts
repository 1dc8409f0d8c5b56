import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DatabaseModule } from '@jujube/database/database.module.js';
import { LostBuilds } from '@jujube/database/builds/lost-builds.js';
import { Nudges } from '@jujube/database/nudges.js';
import { OutboxRepository } from '@jujube/database/outbox/outbox.repository.js';
import { QueueModule } from '@jujube/queue/queue.module.js';
import { ManifestModule } from '@jujube/usecases/manifest/manifest.module.js';
import { ReleasesModule } from '@jujube/usecases/releases/releases.module.js';
import { TokensModule } from '@jujube/usecases/tokens/tokens.module.js';
import { BuildRecipe } from './build-recipe.js';
import { BuildWorker } from './build.worker.js';
import { BaseStores } from './container/base-stores.js';
import { BuildContainers } from './container/build-containers.js';
import { HostPreparation } from './container/host-preparation.js';
import { BuildEnding } from './ending/build-ending.js';
import { BuildEngines } from './hosts/build-engines.js';
import { RegistryLogins } from './hosts/registry-logins.js';
import { GoneImages } from './images/gone-images.js';
import { PruneImagesWorker } from './images/prune-images.worker.js';
import { Janitor } from './janitor/janitor.js';
import { LeftoverCaches } from './janitor/leftover-caches.js';
import { LeftoverContainers } from './janitor/leftover-containers.js';
import { NeedlessImages } from './janitor/needless-images.js';
import { OutputStore } from './output/output-store.js';
import { BuildRuns } from './run/build-runs.js';
import { provideSettings, type BuilderSettings } from './settings.provider.js';
import { AwaitOrder } from './steps/await-order.js';
import { AwaitPlace } from './steps/await-place.js';
import { BuildImage } from './steps/build-image.js';
import { ChooseStack } from './steps/choose-stack.js';
import { FetchSource } from './steps/fetch-source.js';
import { MakeImage } from './steps/make-image.js';
import { PushImage } from './steps/push-image.js';
import { ReleaseImage } from './steps/release-image.js';

const STEPS = [FetchSource, ChooseStack, AwaitPlace, MakeImage, BuildImage, PushImage, AwaitOrder, ReleaseImage];
const JANITOR = [Janitor, LeftoverContainers, LeftoverCaches, NeedlessImages];
const AROUND = [
  BuildRuns,
  OutputStore,
  BuildEngines,
  RegistryLogins,
  BaseStores,
  HostPreparation,
  BuildContainers,
  BuildEnding,
];

/** The builder process. */
@Module({})
export class BuilderModule {
  static forRoot(settings: BuilderSettings): DynamicModule {
    return {
      module: BuilderModule,
      imports: [
        CqrsModule.forRoot(),
        DatabaseModule.forRoot(settings, 'builder'),
        QueueModule.forRoot(settings, { outbox: OutboxRepository, nudges: Nudges, lostWork: LostBuilds }),
        ManifestModule,
        ReleasesModule,
        TokensModule,
      ],
      providers: [
        provideSettings(settings),
        ...AROUND,
        ...STEPS,
        ...JANITOR,
        BuildRecipe,
        BuildWorker,
        GoneImages,
        PruneImagesWorker,
      ],
    };
  }
}
