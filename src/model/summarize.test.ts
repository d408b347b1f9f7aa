import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACTIONS } from './actions.js';
import { objectPart, say, summaryMessagesEn, type SummaryMessages } from './summary-messages.js';
import { summarize, summaryParts } from './summarize.js';

const flow = { http_request: { path: '/api/v3/flows/executor/sign-in/', method: 'POST' } };
const grafana = { name: 'Grafana', model_name: 'oauth2provider', app: 'authentik_providers_oauth2', pk: '17' };

/** What an event of an action says with its context filled, and with nothing in it. */
const SENTENCES: Record<string, [context: object, full: string, empty: string]> = {
  login: [
    {
      ...flow,
      auth_method: 'password',
      auth_method_args: { mfa_devices: [{ model_name: 'webauthndevice' }, { name: 'my key' }] },
    },
    'Password, security key and my key, flow sign-in',
    'Signed in',
  ],
  login_failed: [
    { username: 'admin', stage: { name: 'default-password' }, password: '****' },
    'Tried to sign in as admin, stage default-password',
    'Tried to sign in',
  ],
  logout: [flow, 'Signed out', 'Signed out'],
  user_write: [{ username: 'ana', created: true }, 'Created user ana', 'Wrote a user'],
  user_offboarded: [{ username: 'ana' }, 'Offboarded user ana', 'Offboarded a user'],
  suspicious_request: [
    { message: 'Authorization code used twice', http_request: { path: '/token/' } },
    'Authorization code used twice at /token/',
    'Suspicious request',
  ],
  password_set: [flow, 'New password, flow sign-in', 'New password'],
  secret_view: [{ secret: { name: 'saml', model_name: 'certificatekeypair' } }, 'Certificate saml', 'A secret'],
  secret_rotate: [{ secret: { pk: 'ab12', model_name: 'token' } }, 'Token ab12', 'A secret'],
  invitation_used: [{ invitation: { name: 'spring' } }, 'Used invitation spring', 'Used an invitation'],
  authorize_application: [
    { authorized_application: { name: 'Grafana' }, scopes: 'openid email' },
    'Grafana: openid, email',
    'An application',
  ],
  source_linked: [{ source: { name: 'GitHub' } }, 'Linked source GitHub', 'Linked a source'],
  impersonation_started: [{ reason: 'Ticket 7' }, 'Acts as ana: “Ticket 7”', 'Acts as another user'],
  impersonation_ended: [{}, 'No longer acts as ana', 'No longer acts as another user'],
  flow_execution: [{ flow: { name: 'Welcome' } }, 'Flow Welcome ran', 'A flow ran'],
  policy_execution: [
    {
      binding: { name: 'working-hours' },
      request: { obj: grafana },
      result: { passing: false, messages: ['Closed', 'Come back'] },
    },
    'Policy working-hours did not pass for OAuth2 provider Grafana: Closed; Come back',
    'A policy ran',
  ],
  policy_exception: [
    { binding: { name: 'geo' }, message: 'KeyError: x' },
    'Policy geo failed: KeyError: x',
    'A policy failed',
  ],
  property_mapping_exception: [
    { mapping: { name: 'groups' }, message: 'Traceback (most recent call last):\n  File "x"\nNameError: y\n' },
    'Property mapping groups failed: NameError: y',
    'A property mapping failed',
  ],
  system_task_execution: [{ task: { name: 'clean' } }, 'Task clean ran', 'A task ran'],
  system_task_exception: [{ message: 'No answer after 30 s' }, 'No answer after 30 s', 'A task failed'],
  system_exception: [{ message: 'disk full' }, 'disk full', 'An exception with no message'],
  configuration_error: [
    { message: 'No stage bound', cause: 'KeyError' },
    'No stage bound: KeyError',
    'An error in the configuration',
  ],
  configuration_warning: [{ message: 'Deprecated' }, 'Deprecated', 'A warning about the configuration'],
  model_created: [{ model: grafana }, 'OAuth2 provider Grafana', 'An object'],
  model_updated: [
    { model: grafana, diff: { name: { previous_value: 'a', new_value: 'b' }, mappings: { add: [1], remove: [2] } } },
    'OAuth2 provider Grafana: 3 changes', // one value, one relation gone, one come
    'An object',
  ],
  model_deleted: [{ model: { name: 'x', model_name: 'unheardof' } }, 'Unheardof x', 'An object'],
  email_sent: [
    { subject: 'Hello', to_email: ['a@b', 'c@d', 'e@f', 'g@h', 'i@j'], body: '<b>' },
    'Hello to a@b, c@d, e@f and 2 more',
    'An e-mail',
  ],
  update_available: [{ new_version: '2026.10.1' }, 'Version 2026.10.1 is available', 'A new version is available'],
  export_ready: [{ message: 'Events export ready' }, 'Events export ready', 'A data export is ready'],
  review_initiated: [{ model: { name: 'admins', model_name: 'group' } }, 'Group admins', 'Review initiated'],
  review_overdue: [{ message: 'Review of admins is overdue' }, 'Review of admins is overdue', 'Review overdue'],
  review_attested: [{ message: 'Fine' }, 'Fine', 'Review attested'],
  review_completed: [{ message: 'Done' }, 'Done', 'Review completed'],
  access_request_created: [{ message: 'Wants VPN' }, 'Wants VPN', 'Access request created'],
  access_request_approved: [{ message: 'Granted' }, 'Granted', 'Access request approved'],
  access_request_denied: [{ message: 'Refused' }, 'Refused', 'Access request denied'],
  access_request_revoked: [{ message: 'Taken back' }, 'Taken back', 'Access request revoked'],
  next_action_set: [{ message: 'Must set a password' }, 'Must set a password', 'Next action set'],
  next_action_removed: [{ message: 'No longer' }, 'No longer', 'Next action removed'],
  next_action_completed: [{ message: 'Set it' }, 'Set it', 'Next action completed'],
  custom_: [{ message: 'Hello' }, 'Hello', 'Custom action'],
  custom_backup: [{ model: { name: 'db1' }, message: 'took 3 s' }, 'db1: took 3 s', 'Custom: backup'],
  DeleteBucket: [
    {
      model: { name: 'logs', model_name: 'AWS::S3::Bucket' },
      before: { a: 1, b: [1] },
      after: { a: 2, b: [1], c: null },
    },
    'AWS::S3::Bucket logs: 2 changes',
    'DeleteBucket',
  ],
  'get pods': [{ http_request: { method: 'GET', path: '/pods' } }, 'GET /pods', 'get pods'],
};

describe('summarize', () => {
  it('has a case for every action of the catalogue', () => {
    assert.deepEqual(
      ACTIONS.filter(({ action }) => !Object.hasOwn(SENTENCES, action)),
      [],
    );
  });

  for (const [action, [context, full, empty]] of Object.entries(SENTENCES)) {
    it(`says what ${action} did`, () => {
      assert.equal(summarize({ action, context, user: { username: 'root', on_behalf_of: { username: 'ana' } } }), full);
      assert.equal(summarize({ action }), empty);
    });
  }

  it('stands any value under any key', () => {
    const hostile = [
      null,
      1,
      2n ** 70n,
      '',
      '<script>',
      [],
      {},
      [[]],
      [null],
      { name: {} },
      { add: null },
      Symbol('s'),
      NaN,
      () => 1,
    ];
    const keys = new Set(Object.values(SENTENCES).flatMap(([context]) => Object.keys(context)));
    for (const action of Object.keys(SENTENCES)) {
      const { [action]: _, ...empty } = SENTENCES;
      for (const value of hostile) {
        const everything = Object.fromEntries([...keys, ...Object.keys(empty)].map(key => [key, value]));
        const deeper = Object.fromEntries(
          [...keys].map(key => [
            key,
            { name: value, pk: value, model_name: value, path: value, messages: value, obj: value, mfa_devices: value },
          ]),
        );
        for (const context of [value, everything, deeper]) {
          assert.ok(summarize({ action, context, user: value }).length > 0, action);
        }
      }
    }
    for (const event of hostile) assert.equal(summarize(event), 'No action');
  });

  it('stays short and whole for huge values', () => {
    const huge = '😀\n'.repeat(5_000_000);
    for (const action of Object.keys(SENTENCES)) {
      const context = {
        message: huge,
        username: huge,
        model: { name: huge, model_name: huge },
        subject: huge,
        to_email: Array(100_000).fill(huge) as string[],
        scopes: huge,
      };
      const text = summarize({ action, context });
      assert.ok(text.length < 2_000, `${action}: ${text.length}`);
      assert.doesNotMatch(text, /\n|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/, action);
    }
    assert.match(
      summarize({ action: 'email_sent', context: { to_email: Array(100_000).fill('a@b') } }),
      / and 99997 more$/,
    );
  });

  it('leaves a count out rather than comparing for long', () => {
    const big = { list: Array.from({ length: 100_000 }, (_, i) => ({ i })) };
    const context = { model: { name: 'x' }, before: big, after: structuredClone(big) };
    assert.equal(summarize({ action: 'PutThing', context }), 'x');
    assert.equal(
      summarize({ action: 'PutThing', context: { ...context, before: { a: 1 }, after: { a: 1 } } }),
      'x: nothing changed',
    );
  });
});

describe('summaryParts', () => {
  it('tells the object and code apart from the words', () => {
    assert.deepEqual(summaryParts({ action: 'model_updated', context: { model: grafana, diff: { a: {} } } }), [
      { text: 'OAuth2 provider ', kind: 'text' },
      { text: 'Grafana', kind: 'object' },
      { text: ': 1 change', kind: 'text' },
    ]);
    assert.deepEqual(summaryParts({ action: 'x', context: { http_request: { path: '/a' } } }), [
      { text: '/a', kind: 'code' },
    ]);
  });

  it('sets the object apart inside a message that names it', () => {
    const context = { model: { name: 'acme-lt-0431' }, message: 'Laptop acme-lt-0431 is out of policy' };
    assert.deepEqual(summaryParts({ action: 'custom_posture', context }), [
      { text: 'Laptop ', kind: 'text' },
      { text: 'acme-lt-0431', kind: 'object' },
      { text: ' is out of policy', kind: 'text' },
    ]);
  });

  it('speaks another language, in its own order', () => {
    const messages: SummaryMessages = {
      ...summaryMessagesEn,
      impersonationStarted: ({ user }) => say`Als ${objectPart(user ?? 'jemand')} unterwegs`,
    };
    const event = { action: 'impersonation_started', user: { on_behalf_of: { username: 'ana' } } };
    assert.equal(summarize(event, { messages }), 'Als ana unterwegs');
  });

  it('writes the kind of an object small inside a sentence, but for names and abbreviations', () => {
    const about = (model_name: string): string =>
      summarize({
        action: 'policy_execution',
        context: { binding: 'p', request: { obj: { model_name, name: 'x' } }, result: { passing: true } },
      });
    assert.equal(about('application'), 'Policy p passed for application x');
    assert.equal(about('ldapsource'), 'Policy p passed for LDAP source x');
    assert.equal(about('oauth2provider'), 'Policy p passed for OAuth2 provider x');
    assert.equal(about('kerberossource'), 'Policy p passed for Kerberos source x');
  });

  it('names the service where there is nothing else to say', () => {
    assert.equal(
      summarize({ action: 'ListUsers', app: 'iam.amazonaws.com', context: {} }),
      'Event of iam.amazonaws.com',
    );
    assert.equal(summarize({ action: 'ListUsers' }), 'ListUsers');
  });
});
