import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toRecord } from '../profiles/index.js';
import type { JsonObject } from '../record.js';
import { isReject } from '../profiles/profile.js';
import { readEvents } from '../../../test/node/fixtures.js';
import { apply, editFrom, EditError, recordedChange, type Edit } from './index.js';

const fieldsOf = (edit: Edit) => (edit.change?.kind === 'object' ? edit.change.fields : []);
const field = (edit: Edit, key: string) => fieldsOf(edit).find(candidate => candidate.key === key);

describe('editFrom.authentik', () => {
  it('reads previous and new values, and what changed inside them', () => {
    const edit = editFrom.authentik({
      name: { previous_value: 'a', new_value: 'b' },
      attributes: { previous_value: { x: 1, y: 2 }, new_value: { x: 1, y: 3 } },
      same: { previous_value: 1, new_value: 1 },
    });
    assert.equal(edit.count, 2);
    assert.equal(edit.partial, true);
    assert.deepEqual(apply({ name: 'a', attributes: { x: 1, y: 2 }, other: 0 }, edit), {
      name: 'b',
      attributes: { x: 1, y: 3 },
      other: 0,
    });
  });

  it('reads add, remove and clear of one relation together, with ids and with objects', () => {
    const edit = editFrom.authentik({
      groups: { add: [1, 2], remove: [3] },
      policies: { clear: true, add: [{ pk: 'p', name: 'Policy' }] },
    });
    assert.equal(edit.count, 5);
    assert.deepEqual(apply({ groups: [3, 4], policies: [{ pk: 'q' }] }, edit), {
      groups: [4, 1, 2],
      policies: [{ pk: 'p', name: 'Policy' }],
    });
  });

  it('reads a creation as fields added', () => {
    const edit = editFrom.authentik({ name: { previous_value: null, new_value: 'a' } }, { created: true });
    assert.deepEqual(fieldsOf(edit), [{ op: 'add', key: 'name', after: 'a' }]);
  });

  it('takes a masked value that is recorded for one that changed', () => {
    const masked = '********************';
    assert.equal(editFrom.authentik({ secret: { previous_value: masked, new_value: masked } }).count, 1);
  });

  it('says what it does not know, and never throws on what is inside', () => {
    const edit = editFrom.authentik({
      a: { new_value: 1 },
      b: { previous_value: 2 },
      c: 'odd',
      d: null,
      e: { add: 5 },
    });
    const unknown = (key: string) => {
      const found = field(edit, key);
      return found?.op === 'change' && found.change.kind === 'set' ? found.change.unknown : undefined;
    };
    assert.deepEqual(['a', 'b', 'c', 'd'].map(unknown), ['before', 'after', 'both', 'both']);
    assert.throws(() => editFrom.authentik('text'), EditError);
  });
});

describe('editFrom.github', () => {
  const deliveries = readEvents('test/data/github-webhooks.jsonl.gz').filter(event => {
    const changes = ((event as JsonObject)['payload'] as JsonObject)['changes'];
    return typeof changes === 'object' && changes !== null && Object.keys(changes).length > 0;
  });

  it('applied to the old object gives the new one, for all 32 deliveries with changes', () => {
    assert.equal(deliveries.length, 32);
    for (const delivery of deliveries) {
      const edit = editFrom.github(delivery);
      assert.deepEqual(apply(edit.before!, edit), edit.after);
    }
  });

  it('finds the new value of every old one that GitHub tells', () => {
    // Checked by hand against the deliveries: what is not in this list has both sides.
    const unknown = deliveries.flatMap(delivery =>
      fieldsOf(editFrom.github(delivery)).flatMap(({ key, ...rest }) =>
        rest.op === 'change' && rest.change.kind === 'set' && rest.change.unknown
          ? [`${key}: ${rest.change.unknown}`]
          : [],
      ),
    );
    assert.deepEqual(unknown.sort(), ['field_value: both', 'permission: after']);
  });

  it('puts the old title beside the new one', () => {
    const edit = editFrom.github({
      action: 'edited',
      changes: { title: { from: 'Old' } },
      issue: { id: 1, title: 'New' },
      repository: { id: 2, title: 'Not this' },
    });
    assert.deepEqual(edit.before, { id: 1, title: 'Old' });
    assert.deepEqual(edit.after, { id: 1, title: 'New' });
    assert.equal(edit.count, 1);
  });
});

describe('editFrom.terraform', () => {
  it('marks what is known after apply, and what is sensitive', () => {
    const edit = editFrom.terraform({
      address: 'aws_instance.a',
      change: {
        actions: ['update'],
        before: { ami: 'a', ip: '10.0.0.1', tags: { x: '1' }, password: 'p' },
        after: { ami: 'b', tags: { x: '1' }, password: 'q' },
        after_unknown: { ip: true, arn: true, tags: {} },
        before_sensitive: { password: true },
        after_sensitive: { password: true, tags: { x: true } },
      },
    });
    assert.deepEqual(edit.secretPaths, ['password', 'tags.x']);
    assert.equal(edit.partial, true);
    assert.equal(edit.count, 4);
    assert.deepEqual(field(edit, 'ip'), {
      op: 'change',
      key: 'ip',
      change: { kind: 'set', before: '10.0.0.1', after: null, unknown: 'after' },
    });
    assert.deepEqual(field(edit, 'arn'), { op: 'add', key: 'arn', after: null, unknown: 'after' });
  });

  it('reads a creation field by field', () => {
    const edit = editFrom.terraform({
      actions: ['create'],
      before: null,
      after: { a: 1 },
      after_unknown: { id: true },
    });
    assert.deepEqual(
      fieldsOf(edit).map(({ op, key }) => `${op} ${key}`),
      ['add a', 'add id'],
    );
    assert.deepEqual(apply(null, editFrom.terraform({ before: null, after: { a: 1 } })), { a: 1 });
    assert.throws(() => apply(null, editFrom.terraform({ before: { a: 1 }, after: { a: 2 } })), EditError);
  });

  it('needs no more than the two sides', () => {
    const before = { ami: 'a' };
    const after = { ami: 'b', tags: [1] };
    assert.deepEqual(apply(before, editFrom.terraform({ before, after })), after);
    assert.equal(editFrom.terraform({ before, after: null }).count, 1);
    for (const plan of [{}, { change: {} }, null, 'x']) assert.throws(() => editFrom.terraform(plan), EditError);
  });
});

describe('editFrom.debezium', () => {
  it('reads messages with and without their schema', () => {
    const event = { op: 'u', before: { id: 1, name: 'a' }, after: { id: 1, name: 'b' } };
    for (const message of [event, { schema: {}, payload: event }]) assert.equal(editFrom.debezium(message).count, 1);
    assert.equal(editFrom.debezium({ op: 'c', before: null, after: { id: 1 } }).count, 1);
    assert.equal(editFrom.debezium({ op: 'd', before: { id: 1 }, after: null }).count, 1);
  });

  it('says when the old row was not logged', () => {
    const { change } = editFrom.debezium({ op: 'u', before: null, after: { id: 1 } });
    assert.equal(change?.kind === 'set' && change.unknown, 'before');
    assert.throws(() => editFrom.debezium({ op: 't' }), EditError);
  });
});

describe('editFrom.kubernetes', () => {
  it('reads both sides of an AdmissionReview', () => {
    const review = { request: { oldObject: { spec: { replicas: 1 } }, object: { spec: { replicas: 2 } } } };
    assert.equal(editFrom.kubernetes(review).count, 1);
  });

  it('reads what a patch asked for, and what came of it', () => {
    const edit = editFrom.kubernetes({
      verb: 'patch',
      requestObject: { spec: { replicas: 3, paused: null } },
      responseObject: { kind: 'Deployment', spec: { replicas: 3 } },
    });
    const spec = field(edit, 'spec');
    assert.deepEqual(spec?.op === 'change' && spec.change, {
      kind: 'object',
      fields: [
        { op: 'change', key: 'replicas', change: { kind: 'set', before: null, after: 3, unknown: 'before' } },
        { op: 'remove', key: 'paused', before: null, unknown: 'before' },
      ],
    });
    const operations = editFrom.kubernetes({
      verb: 'patch',
      requestObject: [{ op: 'replace', path: '/spec/replicas', value: 4 }],
    });
    assert.equal(operations.count, 1);
  });

  it('does not take a Status for the object', () => {
    const deleted = { verb: 'delete', responseObject: { kind: 'Status', status: 'Success' } };
    assert.throws(() => editFrom.kubernetes(deleted), EditError);
    assert.equal(editFrom.kubernetes({ verb: 'delete', responseObject: { kind: 'Pod', metadata: {} } }).count, 2);
  });
});

describe('recordedChange', () => {
  const record = (action: string, context: unknown) => ({ pk: 'p', action, app: 'a', created: '', context });
  const cases: [what: string, record: unknown, source: string][] = [
    [
      'a difference of authentik',
      record('model_updated', { diff: { a: { previous_value: 1, new_value: 2 } } }),
      'authentik',
    ],
    ['before and after', record('edited', { before: { a: 1 }, after: { a: 2 } }), 'before-after'],
    ['only after', record('model_created', { after: { a: 2 } }), 'before-after'],
    ['the state of a deleted object', record('model_deleted', { model_state: { a: 1 } }), 'state'],
    ['no difference of an update', record('model_updated', {}), 'not-recorded'],
    ['no difference of a deletion', record('model_deleted', {}), 'deleted-without-state'],
    ['a sign-in', record('login', { geo: {} }), 'not-a-change'],
    ['a difference that is none', record('model_updated', { diff: 'text' }), 'unreadable'],
    ['Debezium', record('custom', { raw: { op: 'u', before: { a: 1 }, after: { a: 2 } } }), 'debezium'],
    [
      'Terraform',
      record('custom', { raw: { change: { actions: ['update'], before: {}, after: { a: 1 } } } }),
      'terraform',
    ],
    ['Kubernetes', record('create', { raw: { verb: 'create', requestObject: { a: 1 } } }), 'kubernetes'],
    ['nothing at all', null, 'not-a-change'],
    ['nonsense', { action: 7, context: 'x' }, 'not-a-change'],
  ];
  for (const [what, event, expected] of cases) {
    it(`reads ${what}`, () => {
      const found = recordedChange(event);
      assert.equal(found.edit ? found.source : found.reason, expected);
    });
  }

  it('reads the changes of GitHub out of a record made by the profile', () => {
    const delivery = {
      event: 'issues',
      payload: {
        action: 'edited',
        changes: { title: { from: 'Old' } },
        issue: { id: 1, title: 'New', updated_at: '2026-01-01T00:00:00Z' },
        sender: { login: 'x' },
        repository: { full_name: 'a/b' },
      },
    };
    const made = toRecord('github-webhooks', delivery);
    assert.ok(!isReject(made));
    const found = recordedChange(made);
    assert.equal(found.source, 'github');
    assert.equal(found.edit?.count, 1);
  });
});
