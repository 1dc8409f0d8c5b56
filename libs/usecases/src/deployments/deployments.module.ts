import { Module } from '@nestjs/common';
import { CancelDeploymentHandler } from './cancel-deployment.js';
import { ConfirmDeploymentHandler } from './confirm-deployment.js';
import { DeploymentQueries } from './deployment.queries.js';
import { PauseDeploymentHandler } from './pause-deployment.js';
import { PromoteDeploymentHandler } from './promote-deployment.js';
import { ResumeDeploymentHandler } from './resume-deployment.js';

const HANDLERS = [
  ...[CancelDeploymentHandler, PromoteDeploymentHandler, ConfirmDeploymentHandler],
  ...[PauseDeploymentHandler, ResumeDeploymentHandler],
];

@Module({ providers: [...HANDLERS, DeploymentQueries], exports: [DeploymentQueries] })
export class DeploymentsModule {}
