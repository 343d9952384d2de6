import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ScopeResolvers } from '../accounts/scope.js';
import { Reader } from '../platform/database/reader.js';
import { isSlipCode, readSlipCode } from './slip-code.js';

/** What a printed code stands for. */
export interface Slip {
  readonly centreId: number;
  readonly bookingId: string;
  readonly code: string;
}

/** Looks up `:code` in paths; who holds the slip needs no account. */
@Injectable()
export class SlipScope implements OnModuleInit {
  constructor(
    private readonly resolvers: ScopeResolvers,
    private readonly reader: Reader,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('code', async (given): Promise<Slip | null> => {
      const code = readSlipCode(given);
      if (!isSlipCode(code)) return null;
      const row = await this.reader.one<{ centre_id: number; booking_id: string }>(
        'SELECT centre_id, booking_id FROM slips WHERE code = ?',
        [code],
      );
      return row ? { centreId: row.centre_id, bookingId: row.booking_id, code } : null;
    });
  }
}
