import { expect } from '@open-wc/testing';
import { MemoryEventsClient } from '../../client/index.js';
import { ACTION_GROUPS, actionInfo, type ActionGroup, type EventRecord, type JsonValue } from '../../model/index.js';
import { groupState, toggleGroup, vocabularyOf, type Vocabulary } from './group-filter.js';

let made = 0;
function event(action: unknown, group?: JsonValue): EventRecord {
  const context = group === undefined ? {} : { group };
  return { pk: String((made += 1)), action, app: 'a', created: '2026-11-20T00:00:00Z', context } as EventRecord;
}

/** Logs of one vocabulary, of another, and of both; the last have what no log should have. */
const LOGS: Record<string, readonly EventRecord[]> = {
  authentik: ['login', 'login_failed', 'impersonation_started', 'custom_vpn', 'logout', 'configuration_error'].map(
    action => event(action),
  ),
  'another source': [
    event('ConsoleLogin', 'sign-in'),
    event('DeleteBucket', 'delete'),
    event('DescribeTags', 'system'),
    event('PutObject'),
    event('GetObject', 'nonsense'),
    event('ListBuckets', null),
    event('Odd', { group: 'delete' }),
  ],
  both: [
    event('login', 'delete'),
    event('login_failed'),
    event('ConsoleLogin', 'sign-in'),
    event('ConsoleLogin', 'failure'),
    event('custom_vpn'),
    event('logout'),
    event('PutObject', null),
  ],
  hostile: [event(null), event(7), event('login'), event('"\\ and or'), event('login', 'sign-out'), event('x', 'mail')],
};

async function found(events: readonly EventRecord[], search: string): Promise<EventRecord[]> {
  const page = await new MemoryEventsClient(events).list({ search, ordering: 'created' }, 1);
  return page.results;
}

describe('a kind of action as a condition', () => {
  for (const [name, events] of Object.entries(LOGS)) {
    it(`finds just the events of a kind, or just the others: ${name}`, async () => {
      const vocabulary = await vocabularyOf(new MemoryEventsClient(events), {});
      for (const group of ACTION_GROUPS) {
        const ours = events.filter(one => actionInfo(one.action, one).group === group);
        if (ours.length === 0) continue; // no chart shows it
        const others = events.filter(one => !ours.includes(one));
        const asked = toggleGroup('', group, '=', vocabulary);
        expect(await found(events, asked), asked).to.have.deep.members(ours);
        const left = toggleGroup('', group, '!=', vocabulary);
        expect(await found(events, left), left).to.have.deep.members(others);
        for (const [operator, search] of [
          ['=', asked],
          ['!=', left],
        ] as const) {
          expect(groupState(search, group), search).to.equal(operator);
          const beside = toggleGroup('app = "a"', group, operator, vocabulary);
          expect(toggleGroup(beside, group, operator, vocabulary), beside).to.equal('app = "a"');
        }
      }
    });
  }

  const seen: Vocabulary = { actions: ['login', 'logout', 'login_failed', 'suspicious_request'], named: false };
  const search = (text: string, group: ActionGroup, operator: '=' | '!=' = '='): string =>
    toggleGroup(text, group, operator, seen);

  it('is a list of the actions there are, or of all there may be where that is not known', () => {
    expect(search('', 'failure')).to.equal('action in ("login_failed", "suspicious_request")');
    expect(search('app = "a"', 'sign-in', '!=')).to.equal('app = "a" and action != "login"');
    const unsure: Vocabulary = { actions: null, named: false };
    expect(toggleGroup('', 'secrets', '=', unsure)).to.equal('action in ("secret_view", "secret_rotate")');
    expect(toggleGroup('', 'system', '=', unsure)).to.match(/^action not in \("login", /);
  });

  it('lets go of what somebody typed, and of the opposite', () => {
    expect(search('action = "login" and app = "a"', 'sign-in')).to.equal('app = "a"');
    expect(search('action != "login" and app = "a"', 'sign-in')).to.equal('app = "a" and action = "login"');
    expect(groupState('action in ("login", "logout")', 'sign-in')).to.equal(undefined);
    expect(search('app = "a"', 'no kind of ours' as ActionGroup)).to.equal('app = "a"');
  });
});
