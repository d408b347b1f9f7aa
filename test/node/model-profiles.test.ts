// The built-in profiles on real events, every line of them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACTION_GROUPS,
  actorOf,
  addressOf,
  guessProfile,
  isIpAddress,
  isReject,
  isUuid,
  objectOf,
  parseJson,
  parseProfile,
  placeOf,
  stringifyJson,
  summarize,
  toRecord,
  type EventRecord,
  type Profile,
  type Reject,
} from '../../src/model/index.js';
import { readEvents, readLines } from './fixtures.js';

interface Mapped {
  records: EventRecord[];
  rejects: Reject[];
}

function map(profile: Profile | string, path: string): Mapped {
  const results = readEvents(path).map(event => toRecord(profile, event));
  return {
    records: results.filter((result): result is EventRecord => !isReject(result)),
    rejects: results.filter(isReject),
  };
}

/** A profile of the demo's, read as a user's own file is. */
function profileFile(name: string): Profile {
  return parseProfile(parseJson(readLines(`demo/profiles/${name}.json`).join('\n')));
}

/** How often each value occurs. */
function tally(values: unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}

const context = (record: EventRecord) => record.context ?? {};
const named = (records: EventRecord[], action: string) => records.filter(record => record.action === action);

/** What must hold of every record, whatever it was made of. */
function assertSound(records: EventRecord[]): void {
  for (const record of records) {
    const text = stringifyJson(record).slice(0, 500);
    assert.ok(isUuid(record.pk), text);
    assert.match(record.created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}|\.\d{6})?Z$/, text);
    assert.ok(record.action !== '' && typeof record.app === 'string', text);
    assert.ok(record.client_ip === null || isIpAddress(record.client_ip), text);
    assert.ok(
      ACTION_GROUPS.some(group => group === context(record).group),
      text,
    );
    assert.ok([undefined, 'notice', 'warning', 'alert'].includes(context(record).level as string), text);
    assert.ok(typeof context(record).raw === 'object', text);
    assert.ok(summarize(record) !== '', text);
  }
}

describe('CloudTrail', () => {
  const { records, rejects } = map('cloudtrail', 'demo/data/cloudtrail.jsonl.gz');

  it('maps all 2,864 events, each under its own id', () => {
    assert.equal(records.length, 2864);
    assert.deepEqual(rejects, []);
    assert.equal(new Set(records.map(({ pk }) => pk)).size, 2864);
    assertSound(records);
  });

  it('takes services for no addresses, and names everybody', () => {
    const noAddress = records.filter(record => addressOf(record) === null);
    assert.deepEqual(
      new Set(noAddress.map(record => (context(record).raw as { sourceIPAddress: string }).sourceIPAddress)),
      new Set([
        'AWS Internal',
        'health.amazonaws.com',
        'secretsmanager.amazonaws.com',
        'cloudtrail.amazonaws.com',
        'rds.amazonaws.com',
        'ec2.amazonaws.com',
        'inspector2.amazonaws.com',
      ]),
    );
    assert.equal(records.filter(record => actorOf(record) === null).length, 0);
    assert.deepEqual(
      Object.keys(tally(records.map(record => actorOf(record)?.name))).filter(name => /^A(ID|RO)A/.test(name)),
      [],
    );
  });

  it('puts what was done into groups, and what failed into failure', () => {
    assert.deepEqual(tally(records.map(record => context(record).group)), {
      system: 1934,
      secrets: 302,
      delete: 193,
      update: 165,
      failure: 153,
      create: 114,
      'sign-in': 3,
    });
    assert.deepEqual(tally(records.map(record => context(record).level)), { undefined: 2564, warning: 300 });
    assert.deepEqual(tally(named(records, 'DeleteBucket').map(record => context(record).group)), {
      delete: 5,
      failure: 3,
    });
    assert.deepEqual(tally(named(records, 'AssumeRole').map(record => context(record).group)), { failure: 13 });
    for (const record of records) {
      const { errorCode } = context(record).raw as { errorCode?: string };
      assert.ok(errorCode === undefined || (context(record).message as string).startsWith(errorCode));
      assert.equal(context(record).level === 'warning', errorCode !== undefined);
    }
  });

  it('tells a failed sign-in at the console from one that worked', () => {
    const [login] = named(records, 'ConsoleLogin');
    const raw = context(login!).raw as object;
    assert.equal(context(login!).group, 'sign-in');
    const failed = toRecord('cloudtrail', {
      ...raw,
      responseElements: { ConsoleLogin: 'Failure' },
      errorMessage: 'Failed authentication',
    });
    assert.ok(!isReject(failed));
    assert.equal(context(failed).group, 'failure');
    assert.equal(summarize(failed), 'Failed authentication');
  });

  it('says what a call was about', () => {
    const says = (action: string) => summarize(named(records, action)[0]);
    assert.equal(says('RunInstances').startsWith('Client.InvalidParameterValue: '), true);
    assert.equal(
      says('DeleteBucket'),
      'Bucket stratus-red-team-ctes-bucket-qyxyekjbtk: BucketNotEmpty: The bucket you tried to delete is not empty',
    );
    assert.equal(says('CreateVpc'), 'VPC vpc-06fe1a64761a0f720');
    assert.equal(says('GetParameter'), 'Parameter /credentials/stratus-red-team/credentials-6');
    assert.equal(says('GetDocument'), 'Document AWS-GatherSoftwareInventory');
    // Nothing is known but the action, which stands beside it: then it is the service.
    assert.equal(says('ListUsers'), 'Event of iam.amazonaws.com');
  });
});

describe('Okta', () => {
  it('maps what is an event with a time, and says why the rest is not', () => {
    const { records, rejects } = map('okta', 'demo/data/okta.jsonl.gz');
    assert.equal(records.length, 56);
    assert.deepEqual(tally(rejects.map(({ reason, path }) => `${reason} (${path})`)), {
      'It has no time. (published)': 30,
      'This is not a time: redacted (published)': 4,
    });
    assertSound(records);
    const [failed] = named(records, 'user.session.start').filter(
      record => context(record).message === 'INVALID_CREDENTIALS',
    );
    assert.equal(context(failed!).group, 'failure');
    assert.deepEqual(placeOf(failed), { city: 'Springfield', country: 'US', countryCode: 'US', lat: 20, long: -25 });
    assert.equal(
      summarize(named(records, 'user.account.privilege.grant')[0]),
      'User Alice Green: Grant user privilege',
    );
    assert.equal(context(named(records, 'security.threat.detected')[0]!).group, 'failure');
  });

  it('tells samples with one masked id apart when the profile has no id', () => {
    const { records } = map(profileFile('okta-samples'), 'demo/data/okta.jsonl.gz');
    assert.equal(records.length, 56);
    assert.equal(new Set(records.map(({ pk }) => pk)).size, 56);
  });
});

describe('GitHub webhooks', () => {
  const { records, rejects } = map('github-webhooks', 'test/data/github-webhooks.jsonl.gz');

  it('maps 309 of 327; the others carry no time at all', () => {
    assert.equal(records.length, 309);
    assert.deepEqual(tally(rejects.map(({ reason }) => reason)), { 'It has no time.': 18 });
    const silent = readEvents('test/data/github-webhooks.jsonl.gz').filter(event =>
      isReject(toRecord('github-webhooks', event)),
    );
    for (const event of silent) assert.doesNotMatch(stringifyJson(event), /"\w+_(at|date)":|"timestamp":/);
    assertSound(records);
  });

  it('knows the object, and the change with both its sides', () => {
    const [edited] = named(records, 'label.edited');
    assert.deepEqual(context(edited!).before, { color: 'cb1f00' });
    assert.deepEqual(context(edited!).after, { color: 'cceeaa' });
    assert.equal(summarize(edited), 'Label :bug: Bugfix: 1 change');
    assert.equal(objectOf(named(records, 'issue_comment.created')[0])?.name, 'Spelling error in the README file');
    assert.equal(summarize(named(records, 'delete')[0]), 'Tag simple-tag');
    assert.deepEqual(tally(records.map(record => context(record).group)), {
      update: 115,
      create: 87,
      system: 52,
      delete: 23,
      authorization: 22,
      failure: 10,
    });
  });

  it("takes the delivery's own time and id when the line has them", () => {
    const delivery = '72d3162e-cc78-11e3-81ab-4c9367dc0958';
    const record = toRecord('github-webhooks', {
      event: 'ping',
      payload: {},
      delivery,
      delivered_at: '2026-01-01T00:00:00Z',
    });
    assert.ok(!isReject(record));
    assert.equal(record.pk, delivery);
    assert.equal(record.created, '2026-01-01T00:00:00Z');
  });
});

describe('Kubernetes', () => {
  it('maps the EKS events that have a time', () => {
    const { records, rejects } = map('kubernetes', 'test/data/eks-audit.jsonl.gz');
    assert.equal(records.length, 15);
    assert.deepEqual(tally(rejects.map(({ reason, path }) => `${reason} (${path})`)), {
      'It has no time. (requestReceivedTimestamp)': 4,
    });
    assertSound(records);
    assert.deepEqual(tally(records.map(record => context(record).group)), { system: 8, failure: 4, authorization: 3 });
    assert.equal(summarize(named(records, 'create')[0]), 'Serviceaccounts/token kube-system/kube-proxy');
    assert.match(
      summarize(named(records, 'get').find(record => context(record).group === 'failure')),
      /^forbidden: User "system:anonymous" cannot get path/,
    );
    // The stages of one request are events of their own.
    const stages = records.filter(record =>
      (context(record).raw as { auditID?: string }).auditID?.startsWith('c8c5bc49'),
    );
    assert.equal(new Set(stages.map(({ pk }) => pk)).size, 2);
  });

  it('shows who acted for whom', () => {
    const record = toRecord('kubernetes', {
      auditID: 'x',
      stage: 'ResponseComplete',
      verb: 'get',
      requestReceivedTimestamp: '2026-01-01T00:00:00.123456Z',
      user: { username: 'admin' },
      impersonatedUser: { username: 'ana' },
      objectRef: { resource: 'secrets', namespace: 'prod', name: 'db', apiVersion: 'v1' },
      sourceIPs: ['10.0.0.1'],
    });
    assert.equal(actorOf(record)?.onBehalfOf, 'ana');
    assert.deepEqual(
      [(record as EventRecord).context?.group, (record as EventRecord).context?.level],
      ['secrets', 'notice'],
    );
    assert.equal(summarize(record), 'Secrets prod/db');
  });
});

describe('Entra ID (Azure)', () => {
  it('maps all 46', () => {
    const { records, rejects } = map('azure-signin', 'test/data/azure-signin.jsonl.gz');
    assert.equal(records.length, 46);
    assert.deepEqual(rejects, []);
    assertSound(records);
    assert.equal(records.filter(record => actorOf(record) === null).length, 0);
    assert.deepEqual(tally(records.map(record => context(record).group)), {
      'sign-in': 15,
      failure: 10,
      update: 8,
      create: 6,
      authorization: 5,
      delete: 1,
      secrets: 1,
    });
    const [policy] = named(records, 'Authentication Methods Policy Update');
    assert.deepEqual(Object.keys(context(policy!).before as object), ['OpenIdConnectConfiguration']);
    assert.equal(summarize(policy), 'Policy Authentication Methods Policy: 1 change');
    // When it happened, not when the log took it in.
    assert.equal(named(records, 'ServicePrincipalSignInLogs')[0]!.created, '2023-07-26T22:58:30.983201Z');
  });
});

describe('authentik', () => {
  it('leaves the five examples of its documentation untouched', () => {
    const events = readEvents('test/data/authentik-docs.jsonl');
    assert.deepEqual(
      events.map(event => Object.is(toRecord('authentik', event), event)),
      [true, true, true, true, true],
    );
    assert.deepEqual(
      events.map(event => summarize(event)),
      [
        'Password, flow default-authentication-flow',
        'Tried to sign in as akadmin, stage default-authentication-password',
        'Signed out',
        'Changed user akadmin',
        'Alertmanager: ak_proxy, profile, openid, email',
      ],
    );
  });
});

describe('GitHub audit log', () => {
  it('maps entries as the API and the stream give them', () => {
    const entry = {
      '@timestamp': 1606929874512,
      _document_id: 'xJJFlFOhQ6b-5vaAFy9Rjw',
      action: 'team.add_member',
      actor: 'octocat',
      actor_id: 583231,
      actor_ip: '2001:db8::7',
      actor_location: { country_code: 'US' },
      created_at: 1606929874512,
      operation_type: 'create',
      org: 'octo-corp',
      team: 'octo-corp/example-team',
      user: 'monalisa',
      user_agent: 'curl',
    };
    const record = toRecord('github-audit', entry);
    assert.ok(!isReject(record));
    assertSound([record]);
    assert.equal(record.created, '2020-12-02T17:24:34.512Z');
    assert.equal(record.client_ip, '2001:db8::7');
    assert.equal(context(record).group, 'authorization');
    assert.equal(summarize(record), 'Team octo-corp/example-team');
    const groups = (action: string, operation_type?: string) => {
      const other = toRecord('github-audit', { ...entry, action, operation_type });
      return (other as EventRecord).context?.group;
    };
    assert.equal(groups('repo.destroy', 'remove'), 'delete');
    assert.equal(groups('user.failed_login', 'authentication'), 'failure');
    assert.equal(groups('user.login', 'authentication'), 'sign-in');
    assert.equal(groups('git.clone', 'access'), 'system');
    assert.equal(groups('repo.add_topic', 'modify'), 'create');
    assert.equal(groups('protected_branch.update_name'), 'update');
    assert.equal(guessProfile([entry]), 'github-audit');
  });
});

describe('OpenTelemetry', () => {
  const logRecord = {
    timeUnixNano: '1544712660300000123',
    observedTimeUnixNano: '1544712660400000000',
    severityNumber: 17,
    severityText: 'ERROR',
    eventName: 'user.login.failed',
    body: { stringValue: 'wrong password' },
    traceId: '5b8efff798038103d269b633813fc60c',
    attributes: [
      { key: 'client.address', value: { stringValue: '192.0.2.7' } },
      { key: 'user.name', value: { stringValue: 'ana' } },
      { key: 'http.request.method', value: { stringValue: 'POST' } },
      { key: 'url.path', value: { stringValue: '/login' } },
    ],
    resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
  };

  it("maps the protocol's JSON", () => {
    const record = toRecord('otel', logRecord);
    assert.ok(!isReject(record));
    assertSound([record]);
    const { raw, ...facts } = context(record);
    assert.equal(raw, logRecord);
    assert.deepEqual(
      { ...record, pk: '', context: facts },
      {
        pk: '',
        action: 'user.login.failed',
        app: 'shop',
        created: '2018-12-13T14:51:00.300Z',
        user: { username: 'ana' },
        client_ip: '192.0.2.7',
        context: {
          http_request: { method: 'POST', path: '/login', request_id: '5b8efff798038103d269b633813fc60c' },
          level: 'warning',
          group: 'failure',
          message: 'wrong password',
          severity: 'ERROR',
        },
      },
    );
    assert.equal(guessProfile([logRecord]), 'otel');
  });

  it('takes the time it was seen when its own is not known', () => {
    const seen = toRecord('otel', { ...logRecord, timeUnixNano: '0' });
    assert.equal((seen as EventRecord).created, '2018-12-13T14:51:00.400Z');
    assert.deepEqual(toRecord('otel', { body: {}, timeUnixNano: '0' }), {
      rejected: true,
      reason: 'It has no time.',
      path: 'timeUnixNano',
    });
  });

  it('maps flat forms', () => {
    const flat = {
      Timestamp: '2026-01-02T03:04:05.678901234Z',
      SeverityText: 'WARN',
      ServiceName: 'cart',
      Body: 'slow',
      LogAttributes: { 'enduser.id': 'bo', 'source.address': '::1' },
      TraceId: 'abc',
    };
    const record = toRecord('otel', flat);
    assert.ok(!isReject(record));
    assert.equal(record.created, '2026-01-02T03:04:05.678901Z');
    assert.deepEqual([record.action, record.app, record.client_ip], ['log', 'cart', '::1']);
    assert.equal(actorOf(record)?.name, 'bo');
    assert.equal(context(record).level, 'warning');
    assert.equal(summarize(record), 'slow');
    assert.equal(guessProfile([flat]), 'otel');
  });
});

describe("a user's own profile file", () => {
  it("maps Wikipedia's edits", () => {
    const { records, rejects } = map(profileFile('wikipedia'), 'test/data/wikipedia-edits.jsonl');
    assert.equal(records.length, 51);
    assert.deepEqual(rejects, []);
    assertSound(records);
    assert.deepEqual(tally(records.map(({ action }) => action)), { page_edit: 50, page_create: 1 });
    const anonymous = records.filter(record => record.client_ip !== null);
    assert.equal(anonymous.length, 6);
    for (const record of anonymous) {
      assert.equal(record.user?.username, record.client_ip);
      assert.ok(placeOf(record)?.countryCode);
    }
    assert.match(summarize(records[0]), /^Page Agave gentryi: Lỗi CS1/);
  });
});

describe('the profile in docs/profiles.md', () => {
  const [, json] = /```json\n([\s\S]*?)```/.exec(readLines('docs/profiles.md').join('\n')) ?? [];
  const profile = parseProfile(parseJson(json ?? ''));

  it('maps as the page says', () => {
    const raw = {
      event: { id: 7, at: 'soon', epoch: 1767225600000 },
      verb: 'edit',
      object: { kind: 'order', id: 3, title: 'Order 3', order: 3 },
      actor: { login: '-', mail: 'ana@example.org', acting_for: 'bo', country: 'Germany', plan: 'plus' },
      headers: { 'x-real-ip': '192.0.2.1' },
      changes: { total: { old: 1, new: 2 } },
      note: 'by phone',
    };
    const record = toRecord(profile, raw);
    assert.ok(!isReject(record));
    assertSound([record]);
    assert.deepEqual(
      { ...record, pk: '' },
      {
        pk: '',
        action: 'order.edit',
        app: 'shop',
        created: '2026-01-01T00:00:00Z',
        user: { username: 'ana@example.org', on_behalf_of: { username: 'bo' } },
        client_ip: '192.0.2.1',
        context: {
          model: { pk: '3', name: 'Order 3', model_name: 'order' },
          geo: { country: 'DE' },
          before: { total: 1 },
          after: { total: 2 },
          group: 'update',
          message: 'by phone',
          order: 3,
          plan: 'paid',
          raw,
        },
      },
    );
  });
});

describe('guessProfile', () => {
  const files: [string, string][] = [
    ['demo/data/authentik.jsonl.gz', 'authentik'],
    ['demo/data/cloudtrail.jsonl.gz', 'cloudtrail'],
    ['demo/data/okta.jsonl.gz', 'okta'],
    ['test/data/github-webhooks.jsonl.gz', 'github-webhooks'],
    ['test/data/eks-audit.jsonl.gz', 'kubernetes'],
    ['test/data/azure-signin.jsonl.gz', 'azure-signin'],
    ['test/data/authentik-docs.jsonl', 'authentik'],
  ];
  for (const [path, name] of files) {
    it(`knows ${name} by the first 20 lines and by all of them`, () => {
      const events = readEvents(path);
      assert.equal(guessProfile(events.slice(0, 20)), name);
      assert.equal(guessProfile(events), name);
    });
  }

  it('does not know what it has no profile of', () => {
    assert.equal(guessProfile(readEvents('test/data/wikipedia-edits.jsonl')), null);
  });
});
