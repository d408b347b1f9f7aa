import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/components/event-diff/define.js';
import type { EventDiff } from '../src/components/event-diff/index.js';
import { editFrom, type EventRecord, type JsonValue } from '../src/model/index.js';
import { eventOf, hostileEvents } from './events.js';
import { dark, rightToLeft } from './states.js';

type Args = Partial<
  Pick<
    EventDiff,
    'before' | 'after' | 'edit' | 'event' | 'view' | 'showUnchanged' | 'secretPaths' | 'resolver' | 'label'
  >
>;

const DESCRIPTION =
  'Signs people in to Grafana with the groups of the directory. Sessions last eight hours and are renewed silently. Ask the platform team before you change anything here.';

const BEFORE = {
  name: 'Grafana',
  authorization_flow: 'default-provider-authorization',
  client_id: 'k3QmVw',
  client_type: 'confidential',
  sub_mode: 'hashed_user_id',
  access_token_validity: 'minutes=10',
  client_secret: 'before',
  description: DESCRIPTION,
  include_claims: true,
  issuer_mode: 'per_provider',
  signing_alg: 'RS256',
  owner: 41,
  property_mappings: ['scope-openid', 'scope-email', 'scope-profile', 'scope-groups'],
  redirect_uris: [
    { matching_mode: 'strict', url: 'https://grafana.example/login' },
    { matching_mode: 'strict', url: 'https://grafana.example/logout' },
  ],
  legacy: { enabled: true, hosts: ['a.example', 'b.example'] },
};
const { legacy: _, ...KEPT } = BEFORE;
const AFTER = {
  ...KEPT,
  access_token_validity: 'minutes=5',
  client_secret: 'after',
  description: DESCRIPTION.replace('eight', 'two').replace('silently', 'after a new sign-in'),
  owner: 57,
  property_mappings: ['scope-groups', 'scope-openid', 'scope-email', 'scope-profile'],
  redirect_uris: [
    ...BEFORE.redirect_uris,
    { matching_mode: 'regex', url: 'https://grafana.example/login/generic_oauth' },
  ],
};

const meta: Meta<Args> = {
  title: 'Elements/event-diff',
  component: 'event-diff',
  args: { before: BEFORE, after: AFTER },
  render: args =>
    html`<event-diff
      .before=${args.before}
      .after=${args.after}
      .edit=${args.edit ?? null}
      .event=${args.event ?? null}
      .view=${args.view ?? 'side-by-side'}
      .showUnchanged=${args.showUnchanged ?? false}
      .secretPaths=${args.secretPaths ?? []}
      .resolver=${args.resolver ?? null}
      label=${args.label ?? ''}
    ></event-diff>`,
};
export default meta;

type Story = StoryObj<Args>;
const none = { before: undefined, after: undefined };
const event = (action: string, context: JsonValue): Args => ({
  ...none,
  event: { pk: '1', action, app: 'app', created: '2026-11-20T12:00:00Z', context } as EventRecord,
});

export const Default: Story = {};

export const Inline: Story = { args: { view: 'inline' } };

/** What did not change is shown as well. */
export const Unchanged: Story = { args: { showUnchanged: true } };

/** Nothing was given to compare. */
export const Empty: Story = { args: none };

export const NoChange: Story = { args: { after: BEFORE } };

export const Created: Story = { args: { before: null } };

export const Deleted: Story = { args: { after: null } };

/** The event says that something changed, and not what. */
export const NotRecorded: Story = { args: event('model_updated', { model: { name: 'Grafana' } }) };

/** An event of a kind that changes nothing. */
export const NotAChange: Story = { args: event('login', {}) };

/** What should be a difference is none. */
export const Unreadable: Story = { args: event('model_updated', { diff: 'lost' }) };

/** authentik's own form, relations included. */
export const Authentik: Story = {
  args: event('model_updated', {
    diff: {
      name: { previous_value: 'Grafana', new_value: 'Grafana (production)' },
      client_secret: { previous_value: '********************', new_value: '********************' },
      property_mappings: { add: [12, 14], remove: [{ pk: 3, name: 'Groups' }] },
      policies: { clear: true },
    },
  }),
};

export const FromAnEvent: Story = { args: { ...none, event: eventOf('model_updated') } };

/** A plan: values that are known only later, and sensitive ones. */
export const Terraform: Story = {
  args: {
    ...none,
    edit: editFrom.terraform({
      actions: ['update'],
      before: { ami: 'ami-1', public_ip: '192.0.2.4', user_data: 'x', tags: { stage: 'test' } },
      after: { ami: 'ami-2', user_data: 'y', tags: { stage: 'test' } },
      after_unknown: { public_ip: true, arn: true },
      before_sensitive: { user_data: true },
    }),
  },
};

/** Ids get names, when they come. */
export const Names: Story = {
  args: { resolver: value => Promise.resolve(value === 41 ? 'Marta Kowalska' : value === 57 ? 'Lena Fischer' : null) },
};

/** Passwords and the like are known by their keys, other secrets by their paths. */
export const Secrets: Story = {
  args: {
    before: { password: 'old', apiKey: 'a', settings: { salt: 'x' }, token_type: 'bearer' },
    after: { password: 'new', apiKey: 'b', settings: { salt: 'y' }, token_type: 'mac' },
    secretPaths: ['settings.salt'],
  },
};

/** Names and values of any length, and text that pretends to be other text. */
export const LongContent: Story = { args: { before: hostileEvents[0], after: hostileEvents[2] } };

const list = (d: number) => ({
  list: Array.from({ length: 10_000 }, (_, id) => ({ id, value: `value ${id + d}`, unit: 'ms' })),
});

/** Ten thousand changes: only rows near the window are in the page. */
export const ManyRows: Story = { args: { before: list(0), after: list(1) } };

const numbers = Array.from({ length: 150_000 }, (_, i) => i);

/** So much that it is compared only when a reader asks for it. */
export const TooLarge: Story = { args: { before: numbers, after: [...numbers, -1] } };

export const Dark: Story = dark('44rem');

export const RightToLeft: Story = rightToLeft('44rem');
