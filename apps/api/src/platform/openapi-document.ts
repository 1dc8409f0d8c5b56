import { Injectable } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { withPathParameters } from './with-path-parameters.js';
import { withResponseSchemas } from './with-response-schemas.js';

/** The OpenAPI 3.1 description of every route, made when first asked for. */
@Injectable()
export class OpenApiDocument {
  private app: NestFastifyApplication | undefined;
  private document: OpenAPIObject | undefined;

  describe(app: NestFastifyApplication): void {
    this.app = app;
  }

  get(): OpenAPIObject {
    if (!this.app) throw new Error('describe() was not called');
    this.document ??= describeAll(this.app);
    return this.document;
  }
}

function describeAll(app: NestFastifyApplication): OpenAPIObject {
  const operationIdFactory = (controller: string, method: string) => `${controller}.${method}`;
  return withResponseSchemas(withPathParameters(SwaggerModule.createDocument(app, OUTLINE, { operationIdFactory })));
}

const OUTLINE = new DocumentBuilder()
  .setTitle('Jujube')
  .setDescription(
    'Heroku Platform API v3 shapes, plus hosts, deployments and commands. Send Authorization: Bearer <token>, or Basic with the token as password.',
  )
  .setVersion('3')
  .setOpenAPIVersion('3.1.0')
  .addBearerAuth()
  .addBasicAuth()
  .addSecurityRequirements('bearer')
  .addSecurityRequirements('basic')
  .build();
