import { jest } from '@jest/globals';

const verify = jest.fn(async (_hash: string, _password: string) => false);
const hash = jest.fn(async (_password: string, cost: object) => `hash of cost ${JSON.stringify(cost)}`);
jest.unstable_mockModule('@node-rs/argon2', () => ({ verify, hash }));
const { hashPassword, verifyPassword } = await import('../../src/accounts/passwords.js');

/** Time itself is too noisy to test; what takes the time can be counted. */
describe('signing in with a login that nobody has', () => {
  it('works as much as with one that somebody has: one hash of the same cost', async () => {
    const stored = await hashPassword('secret');
    expect(await verifyPassword(stored, 'guess')).toBe(false);
    expect(await verifyPassword(null, 'guess')).toBe(false);
    expect(verify.mock.calls).toEqual([
      [stored, 'guess'],
      [stored, 'guess'],
    ]);
  });

  it('never succeeds, even if somebody guessed what the decoy was made of', async () => {
    verify.mockResolvedValueOnce(true);
    expect(await verifyPassword(null, 'guess')).toBe(false);
  });
});
