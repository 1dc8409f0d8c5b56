export type Stage = 'test' | 'review' | 'development' | 'staging' | 'production';

export interface Pipeline {
  id: string;
  name: string;
  owner: { id: string; type: 'user' };
  generation: { id: string; name: string };
  created_at: string;
  updated_at: string;
}

export interface CreatePipeline {
  name: string;
  owner?: { id: string; type?: string } | null;
}

/** An app in a stage of a pipeline. */
export interface PipelineCoupling {
  id: string;
  app: { id: string };
  pipeline: { id: string; name: string };
  stage: Stage;
  created_at: string;
  updated_at: string;
}

export interface CreatePipelineCoupling {
  /** id or name */
  app: string;
  pipeline: string;
  stage: Stage;
}

export interface CreatePipelinePromotion {
  pipeline: { id: string };
  source: { app: { id: string }; release?: { id: string } };
  targets: { app: { id: string } }[];
}

export interface PipelinePromotion {
  id: string;
  pipeline: { id: string };
  source: { app: { id: string }; release: { id: string } };
  status: 'pending' | 'completed';
  created_at: string;
  updated_at: string;
}

export interface PromotionTarget {
  id: string;
  app: { id: string };
  pipeline_promotion: { id: string };
  release: { id: string } | null;
  status: 'pending' | 'succeeded' | 'failed';
  error_message: string | null;
}
