import { DEFAULT_POLICY, inheritPolicy } from '../../src/scheduling/policy.js';
import type { PolicyPart } from '../../src/scheduling/policy.types.js';
import { aboveOf, changedRules, faultyRules, followers, RULE_KEYS, RULES } from '../../src/web/admin/zones/policy.js';
import type { Zone } from '../../src/web/centre/zone-tree.js';

const CENTRE = { policy: { gridMinutes: 30 }, rules: inheritPolicy([{ gridMinutes: 30 }]) };

const zone = (code: string, policy: PolicyPart, from: Record<string, string>): Zone =>
  ({ code, policy, rules: inheritPolicy([CENTRE.policy, policy]), rulesFrom: from }) as unknown as Zone;

describe('the rules of a zone on the screen', () => {
  it('are all that a policy has', () => {
    expect(RULE_KEYS.toSorted()).toEqual(Object.keys(DEFAULT_POLICY).toSorted());
    expect(Object.values(RULES)).toHaveLength(RULE_KEYS.length);
  });

  it('come from the zone above, else from the centre, else from the defaults', () => {
    const hall = zone('HALL', { setupMinutes: 30 }, { setupMinutes: 'HALL', gridMinutes: 'centre' });
    const [inHall, onTop] = [aboveOf(hall, CENTRE), aboveOf(undefined, CENTRE)];
    expect([inHall.from('setupMinutes'), inHall.rules.setupMinutes]).toEqual(['HALL', 30]);
    expect([inHall.from('gridMinutes'), inHall.rules.gridMinutes]).toEqual(['centre', 30]);
    expect([onTop.from('gridMinutes'), onTop.from('setupMinutes')]).toEqual(['centre', 'default']);
  });

  it('are faulty by themselves, or together with what is inherited', () => {
    const above = aboveOf(undefined, CENTRE);
    expect([...faultyRules({ setupMinutes: -5 }, above)]).toEqual(['setupMinutes']);
    expect([...faultyRules({ shortestMinutes: 300 }, above)]).toEqual(['shortestMinutes']);
    expect([...faultyRules({ shortestMinutes: 300, longestMinutes: 300 }, above)]).toEqual([]);
  });

  it('are followed by zones below that have the rule from the same place', () => {
    const floor = zone('F', {}, { setupMinutes: 'default' });
    const near = zone('F-A', {}, { setupMinutes: 'default' });
    const own = zone('F-B', { setupMinutes: 5 }, { setupMinutes: 'F-B' });
    expect(changedRules({}, { setupMinutes: 10 })).toEqual(['setupMinutes']);
    expect(followers(floor, ['setupMinutes'], [near, own]).map(({ code }) => code)).toEqual(['F-A']);
    expect(followers(floor, [], [near, own])).toEqual([]);
  });
});
