import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { isCentrePermission, type Permission } from './permissions.js';
import { PERMISSION_KEY } from './permit.decorator.js';

type Prototype = Record<string, object>;

/** Default deny begins at start-up: a route that does not say what it needs keeps the server from starting. */
@Injectable()
export class RouteCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Throws one error that names every faulty route. */
  onModuleInit(): void {
    const faults = this.discovery.getControllers().flatMap(({ metatype }) => {
      return typeof metatype === 'function' ? this.faultsOf(metatype) : [];
    });
    if (faults.length > 0) throw new Error(`Routes without a fitting permission:\n${faults.join('\n')}`);
  }

  private faultsOf(controller: object & { name: string; prototype?: unknown }): string[] {
    const prototype = controller.prototype as Prototype;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (!handler) return [];
      const path = textOf(PATH_METADATA, handler);
      if (path === null) return [];
      const fault = faultOf(handler, `${textOf(PATH_METADATA, controller)}/${path}`);
      return fault === null ? [] : [`  - ${controller.name}.${name} ${fault}`];
    });
  }
}

function faultOf(handler: object, path: string): string | null {
  const permission = textOf(PERMISSION_KEY, handler) as Permission | null;
  if (permission === null) return 'declares no permission; add @Permit(…)';
  if (isCentrePermission(permission) && !path.includes(':centre')) {
    return `needs ${permission}, a role in a centre, but its path names no :centre`;
  }
  return null;
}

function textOf(key: string, target: object): string | null {
  const value = Reflect.getMetadata(key, target) as string | string[] | undefined;
  return value === undefined ? null : String(value);
}
