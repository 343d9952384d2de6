import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ANONYMOUS } from '../../src/accounts/actor.js';
import type { Actors } from '../../src/accounts/actors.js';
import { PermissionGuard } from '../../src/accounts/guard.js';
import { Permit } from '../../src/accounts/permit.decorator.js';
import { Reaches } from '../../src/accounts/reach.js';
import { ScopeResolvers } from '../../src/accounts/scope.js';

class MetricsController {
  @Permit('metrics.read')
  metrics(): void {}
}

const nobody: Pick<Actors, 'identify'> = { identify: async () => ANONYMOUS };

async function ask(remoteAddress: string, headers: Record<string, string> = {}): Promise<boolean> {
  const guard = new PermissionGuard(new Reflector(), nobody as Actors, new ScopeResolvers(), new Reaches());
  const request = { method: 'GET', headers, cookies: {}, params: {}, routeOptions: {}, socket: { remoteAddress } };
  const context = {
    switchToHttp: () => ({ getRequest: () => request }),
    getHandler: () => Object.getOwnPropertyDescriptor(MetricsController.prototype, 'metrics')?.value as unknown,
  };
  return guard.canActivate(context as unknown as ExecutionContext);
}

describe('a call that is open to the same machine', () => {
  it.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])('lets %s in', async (address) => {
    await expect(ask(address)).resolves.toBe(true);
  });

  it.each(['10.0.0.7', '::ffff:10.0.0.7', '2001:db8::1', '127.0.0.1.evil'])('does not let %s in', async (address) => {
    await expect(ask(address)).rejects.toMatchObject({ code: 'sign-in-required' });
  });

  it('does not let in what a proxy on the same machine passes on', async () => {
    for (const header of ['x-forwarded-for', 'forwarded']) {
      await expect(ask('127.0.0.1', { [header]: '203.0.113.9' })).rejects.toMatchObject({ code: 'sign-in-required' });
    }
  });
});
