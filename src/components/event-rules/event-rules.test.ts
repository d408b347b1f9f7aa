import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { MemoryEventsClient, type NotificationRule } from '../../client/index.js';
import { ManagedClient, refusal } from '../../client/test/manage-fake.js';
import type { EventRecord } from '../../model/index.js';
import '../event-provider/define.js';
import type { EventQueryInput } from '../event-query-input/index.js';
import './define.js';
import type { EventRules, EventRulesChangeEvent } from './index.js';

const HOUR = 3_600_000;
const record = (hoursAgo: number, action: string): EventRecord => ({
  pk: `00000000-0000-4000-8000-${String(hoursAgo).padStart(12, '0')}`,
  action,
  app: 'x',
  created: new Date(Date.now() - hoursAgo * HOUR).toISOString(),
});

describe('event-rules', () => {
  let client: ManagedClient;
  beforeEach(() => {
    client = new ManagedClient([record(1, 'login'), record(2, 'logout'), record(50, 'login'), record(400, 'login')]);
    client.stored.transports = [
      { pk: 't1', name: 'Area', mode: 'local' },
      { pk: 't2', name: 'SIEM', mode: 'webhook', webhook_url: 'https://siem.example.test/', signed: true },
    ];
    client.stored.rules = [
      {
        pk: 'r1',
        name: 'Logins',
        query: 'action = "login"',
        severity: 'alert',
        transports: ['t2', 'gone'],
        enabled: true,
      },
    ];
  });

  const settled = async (element: EventRules): Promise<void> => {
    await aTimeout(0);
    await element.updateComplete;
  };
  const show = async (): Promise<EventRules> => {
    const element = await fixture<EventRules>(html`<event-rules .client=${client}></event-rules>`);
    await settled(element);
    return element;
  };
  const one = <T extends HTMLElement = HTMLElement>(element: EventRules, selector: string): T =>
    element.shadowRoot!.querySelector<T>(selector)!;
  const text = (node: Element | null): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const type = async (element: EventRules, name: string, value: string): Promise<void> => {
    const input = one<HTMLInputElement>(element, `#${name}`);
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await element.updateComplete;
  };
  const save = async (element: EventRules): Promise<void> => {
    one<HTMLFormElement>(element, '.editor form').requestSubmit();
    await settled(element);
    await settled(element);
  };
  const last = (name: string): unknown[] | undefined => client.calls.filter(call => call.name === name).at(-1)?.args;

  it('lists rules with what they match, how badly, and through what', async () => {
    const item = text(one(await show(), '.item[data-pk="r1"]'));
    expect(item).to.contain('Logins').and.contain('Alert').and.contain('action = "login"');
    expect(item).to.contain('Through SIEM, a transport that is gone.');
  });

  it('counts what a rule would have matched in the last day and week', async () => {
    const element = await show();
    one(element, '.edit').click();
    await waitUntil(() => text(one(element, '.counts')).startsWith('Would have matched'));
    expect(text(one(element, '.counts'))).to.equal('Would have matched 1 event in the last day, 2 in the last week.');
    one<EventQueryInput>(element, 'event-query-input').dispatchEvent(
      new CustomEvent('event-query-input-change', { detail: { value: 'action = "logout"', kind: 'query' } }),
    );
    await element.updateComplete;
    expect(text(one(element, '.counts'))).to.equal('Counting…');
    await waitUntil(() => text(one(element, '.counts')).includes('1 event in the last day, 1 in'));
  });

  it('does not save a query that does not run', async () => {
    const element = await show();
    one(element, '.edit').click();
    await settled(element);
    one(element, 'event-query-input').dispatchEvent(
      new CustomEvent('event-query-input-change', { detail: { value: 'action = ', kind: 'broken' } }),
    );
    await element.updateComplete;
    expect(text(one(element, '.counts'))).to.equal('This query does not run.');
    expect(one<HTMLButtonElement>(element, '.editor [type="submit"]').disabled).to.be.true;
  });

  it('writes a new rule', async () => {
    const element = await show();
    one(element, '.new-rule').click();
    await settled(element);
    await type(element, 'name', 'Mine');
    one(element, 'input[value="warning"]').click();
    one(element, '.options.column input').click();
    await element.updateComplete;
    setTimeout(() => one<HTMLFormElement>(element, '.editor form').requestSubmit());
    const { detail } = await oneEvent<EventRulesChangeEvent>(element, 'event-rules-change');
    expect(detail).to.deep.equal({ kind: 'rule', change: 'created', pk: 'rule-2' });
    expect(last('rules.create')).to.deep.equal([
      { name: 'Mine', query: '', severity: 'warning', transports: ['t1'], enabled: true },
    ]);
    await settled(element);
    expect(one<HTMLDialogElement>(element, '.editor').open).to.be.false;
    expect(text(one(element, '[data-pk="rule-2"]'))).to.contain('All events');
  });

  it('shows what the server has against a field, and keeps what was typed', async () => {
    const element = await show();
    one(element, '.edit').click();
    await settled(element);
    await type(element, 'name', 'Taken');
    const refused = refusal(400, '');
    Object.defineProperty(refused, 'fields', { value: { name: ['There is one of that name.'] } });
    client.fail['rules.update'] = refused;
    await save(element);
    expect(one(element, '#name').getAttribute('aria-invalid')).to.equal('true');
    expect(text(one(element, '#name-said'))).to.equal('There is one of that name.');
    expect(one<HTMLInputElement>(element, '#name').value).to.equal('Taken');
  });

  it('is switched off and on', async () => {
    const element = await show();
    one(element, '[role="switch"]').click();
    await settled(element);
    expect(last('rules.update')).to.deep.equal(['r1', { enabled: false }]);
    expect(one(element, '[role="switch"]').getAttribute('aria-checked')).to.equal('false');
  });

  it('deletes after asking', async () => {
    const element = await show();
    one(element, '[data-pk="r1"] .danger').click();
    await settled(element);
    expect(text(one(element, '#deletion-title'))).to.equal('Delete “Logins”?');
    expect(client.stored.rules).to.have.length(1);
    one(element, '.delete').click();
    await settled(element);
    expect(client.stored.rules).to.have.length(0);
    expect(text(one(element, '.blank'))).to.contain('No rules yet');
  });

  it('offers what only the server it is about knows, whichever answers last', async () => {
    const slow = client;
    let answer!: () => void;
    const held = new Promise<void>(resolve => (answer = resolve));
    const capabilities = slow.capabilities.bind(slow);
    slow.capabilities = () => held.then(capabilities);
    const element = await show();
    one(element, '.new-transport').click();
    await settled(element);
    client = new ManagedClient([]);
    client.level = 2;
    element.client = client;
    await settled(element);
    one(element, '.new-transport').click();
    await settled(element);
    await type(element, 'webhook_url', 'https://hook.example.test/');
    answer();
    await settled(element);
    expect(one(element, '#webhook_secret')).to.equal(null);
  });

  it('reads the rules of authentik, whose policies decide, and leaves them alone', async () => {
    client.level = 2;
    client.groups = [{ pk: 'g1', name: 'admins' }];
    client.stored.rules = [
      {
        pk: 'r',
        name: 'Policies',
        severity: 'notice',
        transports: [],
        destination_group: 'g1',
        destination_group_obj: { pk: 'g1', name: 'admins' },
        destination_event_user: false,
        matchers: [
          {
            pk: 'm',
            name: 'match-update',
            component: 'x',
            enabled: true,
            negate: false,
            match: { action: 'update_available' },
          },
          { pk: 'n', name: 'not-me', component: 'y', enabled: false, negate: true },
        ],
      } satisfies NotificationRule,
    ];
    const element = await show();
    expect(text(one(element, '[data-pk="r"]')))
      .to.contain('Decided by match-update, not-me')
      .and.contain('To admins.');
    one(element, '.edit').click();
    await settled(element);
    expect(one(element, 'event-query-input')).to.equal(null);
    expect(text(one(element, '.matchers'))).to.contain('action = update_available');
    expect(one<HTMLSelectElement>(element, '#group').value).to.equal('g1');
    await save(element);
    expect(last('rules.update')![1]).to.not.have.property('query');
    expect(last('rules.update')![1]).to.include({ destination_group: 'g1', destination_event_user: false });
  });

  it('says who a rule tells: through transports, in the notification area alone, or nobody', async () => {
    const [rule] = client.stored.rules as [NotificationRule];
    client.stored.rules = [
      { ...rule, pk: 'area', transports: [] },
      { ...rule, pk: 'nobody', destination_group: null, destination_event_user: false },
      { ...rule, pk: 'user', destination_event_user: true },
    ];
    const line = (element: EventRules, pk: string): string => text(one(element, `[data-pk="${pk}"] .muted:not(.i)`));
    expect(line(await show(), 'area')).to.equal('Told in the notification area only.');
    client.groups = [{ pk: 'g1', name: 'admins' }]; // a server whose rules tell people
    const element = await show();
    expect(line(element, 'nobody')).to.equal('Tells nobody: it has no group.');
    expect(line(element, 'user')).to.contain('To the user the event is about.');
    one(element, '[data-pk="nobody"] .edit').click();
    await settled(element);
    expect(text(one(element, '.editor .nobody'))).to.equal('Tells nobody: it has no group.');
    const group = one<HTMLSelectElement>(element, '#group');
    group.value = 'g1';
    group.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(one(element, '.editor .nobody')).to.equal(null);
  });

  it('tests a transport, and says what the receiver said', async () => {
    const element = await show();
    one(element, '[data-pk="t2"] .test').click();
    await settled(element);
    expect(text(one(element, '[data-pk="t2"] [role="status"]'))).to.equal('The test was sent: 202 Accepted');
    client.fail['transports.test'] = refusal(500, 'Connection refused.');
    one(element, '[data-pk="t2"] .test').click();
    await settled(element);
    expect(text(one(element, '[data-pk="t2"] [role="status"]'))).to.contain('Connection refused.');
  });

  it('writes a transport, sending only what its kind has a use for', async () => {
    const element = await show();
    one(element, '.new-transport').click();
    await settled(element);
    await settled(element);
    await type(element, 'transport-name', 'Hook');
    expect(one<HTMLButtonElement>(element, '.editor [type="submit"]').disabled).to.be.true;
    await type(element, 'webhook_url', 'https://hook.example.test/');
    await type(element, 'webhook_secret', 's3cret');
    await save(element);
    expect(last('transports.create')).to.deep.equal([
      { name: 'Hook', mode: 'webhook', webhook_url: 'https://hook.example.test/', webhook_secret: 's3cret' },
    ]);
    one(element, '[data-pk="t2"] .edit').click();
    await settled(element);
    one(element, 'input[value="local"]').click();
    await save(element);
    expect(last('transports.update')).to.deep.equal(['t2', { name: 'SIEM', mode: 'local' }]);
  });

  it('keeps the search of the view out of the rule, and the rule out of the search', async () => {
    const provider = await fixture<HTMLElement & { search: string }>(
      html`<event-provider .client=${client} search='action = "logout"'><event-rules></event-rules></event-provider>`,
    );
    const element = provider.querySelector('event-rules')!;
    await settled(element);
    one(element, '.new-rule').click();
    await settled(element);
    expect(one<EventQueryInput>(element, 'event-query-input').value).to.equal('');
    one(element, 'event-query-input').dispatchEvent(
      new CustomEvent('event-search-request', {
        detail: { search: 'x' },
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    );
    expect(provider.search).to.equal('action = "logout"');
  });

  it('says what it may not read, and that there is nobody to ask', async () => {
    client.fail['rules.list'] = refusal(403, 'No permission.');
    expect(text(one(await show(), '.note'))).to.contain('You may not do that. No permission.');
    const none = await fixture<EventRules>(html`<event-rules .client=${new MemoryEventsClient([])}></event-rules>`);
    expect(text(one(none, '.blank'))).to.contain('notifies nobody');
  });

  it('passes axe, lists and form', async () => {
    const element = await show();
    await expect(element).to.be.accessible();
    one(element, '.edit').click();
    await waitUntil(() => text(one(element, '.counts')).startsWith('Would'));
    await expect(element).to.be.accessible();
  });
});
