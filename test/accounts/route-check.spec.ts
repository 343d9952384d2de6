import { Controller, Get, Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Permit } from '../../src/accounts/permit.decorator.js';
import { RouteCheck } from '../../src/accounts/route-check.js';

@Controller('open')
class OpenController {
  @Get()
  @Permit('health.read')
  ok(): string {
    return 'ok';
  }

  helper(): string {
    return 'no route';
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get()
  forgotten(): string {
    return 'open to all';
  }
}

@Controller('placeless')
class PlacelessController {
  @Get()
  @Permit('zones.write')
  placeless(): string {
    return 'a role in which centre?';
  }
}

async function start(controllers: Type[]): Promise<void> {
  @Module({ imports: [DiscoveryModule], controllers, providers: [RouteCheck] })
  class Tiny {}
  const app = await Test.createTestingModule({ imports: [Tiny] }).compile();
  try {
    await app.init();
  } finally {
    await app.close();
  }
}

describe('start-up', () => {
  it('goes on when every route declares its permission', async () => {
    await expect(start([OpenController])).resolves.toBeUndefined();
  });

  it('fails with the names of the routes that declare none', async () => {
    await expect(start([OpenController, ForgottenController])).rejects.toThrow('ForgottenController.forgotten');
  });

  it('fails when a role in a centre is asked for where no centre is named', async () => {
    await expect(start([PlacelessController])).rejects.toThrow('names no :centre');
  });
});
