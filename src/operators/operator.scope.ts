import { Injectable, type OnModuleInit } from '@nestjs/common';
import { operatorsAt } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import { ScopeResolvers } from '../accounts/scope.js';
import { Reader } from '../platform/database/reader.js';
import { isId } from '../platform/ids.js';
import { findAgreement } from './agreement.store.js';
import { invitationById } from './invitation.store.js';
import { memberOf, OPERATOR_CODE, operatorByCode, type Operator } from './operator.store.js';

/**
 * Looks up `:operator`, its `:member` and `:invitation`, and `:agreement` in paths. A tenant finds its own; another's is
 * not found, whether there is one or not.
 */
@Injectable()
export class OperatorScope implements OnModuleInit {
  constructor(
    private readonly resolvers: ScopeResolvers,
    private readonly reader: Reader,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('operator', async (code, { actor, scope: { centre } }) => {
      if (!centre || !OPERATOR_CODE.test(code)) return null;
      const isOwn = operatorsAt(actor, centre.id).some((own) => own.code === code);
      if (!isOwn && !canEverywhere(actor, 'operators.read', centre.id)) return null;
      return operatorByCode(this.reader, centre.id, code);
    });
    this.resolvers.register('member', async (id, { scope }) =>
      scope['operator'] && isId(id) ? memberOf(this.reader, scope['operator'] as Operator, id) : null,
    );
    this.resolvers.register('invitation', async (id, { scope }) =>
      scope['operator'] && isId(id) ? invitationById(this.reader, scope['operator'] as Operator, id) : null,
    );
    this.resolvers.register('agreement', async (id, { actor, scope: { centre } }) => {
      if (!centre || !isId(id)) return null;
      const agreement = await findAgreement(this.reader, centre.id, id);
      if (!agreement || canEverywhere(actor, 'agreements.read', centre.id)) return agreement;
      const isOwn = operatorsAt(actor, centre.id).some(({ operatorId }) => operatorId === agreement.operatorId);
      return isOwn ? agreement : null;
    });
  }
}
