import { Module } from '@nestjs/common';
import { CancelDeploymentHandler } from './cancel-deployment.js';
import { DeploymentQueries } from './deployment.queries.js';

@Module({ providers: [CancelDeploymentHandler, DeploymentQueries], exports: [DeploymentQueries] })
export class DeploymentsModule {}
