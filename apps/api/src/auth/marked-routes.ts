import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ROUTE_ACCESS } from './permission.js';

/** Deny by default: the process does not start while a route says neither @Permission nor @Public. */
@Injectable()
export class MarkedRoutes implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const unmarked = this.discovery.getControllers().flatMap(({ metatype }) => this.unmarkedOf(metatype));
    if (unmarked.length > 0) {
      throw new Error(`Every route needs @Permission(…) or @Public(); these have neither: ${unmarked.join(', ')}`);
    }
  }

  private unmarkedOf(controller: unknown): string[] {
    if (typeof controller !== 'function' || Reflect.hasMetadata(ROUTE_ACCESS, controller)) return [];
    const prototype = controller.prototype as Record<string, object>;
    return this.scanner
      .getAllMethodNames(prototype)
      .filter((name) => isRoute(prototype[name]) && !Reflect.hasMetadata(ROUTE_ACCESS, prototype[name] as object))
      .map((name) => `${controller.name}.${name}`);
  }
}

function isRoute(method: object | undefined): boolean {
  return method !== undefined && Reflect.hasMetadata('path', method);
}
