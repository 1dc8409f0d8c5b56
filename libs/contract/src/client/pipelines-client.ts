import type { App } from '../app.js';
import type {
  CreatePipelineCoupling,
  CreatePipelinePromotion,
  Pipeline,
  PipelineCoupling,
  PipelinePromotion,
  PromotionTarget,
  Stage,
} from '../pipeline.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class PipelinesClient {
  constructor(private readonly transport: Transport) {}

  list(): Promise<Pipeline[]> {
    return this.transport.json('GET', '/pipelines');
  }

  get(pipeline: string): Promise<Pipeline> {
    return this.transport.json('GET', path`/pipelines/${pipeline}`);
  }

  create(name: string): Promise<Pipeline> {
    return this.transport.json('POST', '/pipelines', { name });
  }

  rename(pipeline: string, name: string): Promise<Pipeline> {
    return this.transport.json('PATCH', path`/pipelines/${pipeline}`, { name });
  }

  destroy(pipeline: string): Promise<Pipeline> {
    return this.transport.json('DELETE', path`/pipelines/${pipeline}`);
  }

  couplings(pipeline: string): Promise<PipelineCoupling[]> {
    return this.transport.json('GET', path`/pipelines/${pipeline}/pipeline-couplings`);
  }

  couplingOf(app: string): Promise<PipelineCoupling> {
    return this.transport.json('GET', path`/apps/${app}/pipeline-couplings`);
  }

  couple(body: CreatePipelineCoupling): Promise<PipelineCoupling> {
    return this.transport.json('POST', '/pipeline-couplings', body);
  }

  move(coupling: string, stage: Stage): Promise<PipelineCoupling> {
    return this.transport.json('PATCH', path`/pipeline-couplings/${coupling}`, { stage });
  }

  uncouple(coupling: string): Promise<PipelineCoupling> {
    return this.transport.json('DELETE', path`/pipeline-couplings/${coupling}`);
  }

  promote(body: CreatePipelinePromotion): Promise<PipelinePromotion> {
    return this.transport.json('POST', '/pipeline-promotions', body);
  }

  targets(promotion: string): Promise<PromotionTarget[]> {
    return this.transport.json('GET', path`/pipeline-promotions/${promotion}/promotion-targets`);
  }

  /** Those of these apps that one may see. */
  apps(ids: readonly string[]): Promise<App[]> {
    return this.transport.json('POST', '/filters/apps', { in: { id: ids } });
  }
}
