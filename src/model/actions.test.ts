import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACTION_GROUPS, actionInfo, ACTIONS } from './actions.js';

describe('actionInfo', () => {
  it('knows each action of authentik once, with a label and a group', () => {
    assert.equal(new Set(ACTIONS.map(({ action }) => action)).size, 41);
    assert.equal(ACTIONS.length, 41);
    for (const info of ACTIONS) {
      assert.ok(info.label && ACTION_GROUPS.includes(info.group), info.action);
      assert.ok([...ACTION_GROUPS, 'person', 'cube'].includes(info.icon), info.icon);
      assert.equal(actionInfo(info.action), info);
    }
    assert.deepEqual(actionInfo('login_failed'), {
      action: 'login_failed',
      label: 'Failed login',
      group: 'failure',
      icon: 'failure',
      severity: 'warning',
      known: true,
    });
  });

  it('shows an unknown action by its own name', () => {
    const unknown = { group: 'system', icon: 'cube', known: false };
    assert.deepEqual(actionInfo('DeleteBucket'), { ...unknown, action: 'DeleteBucket', label: 'DeleteBucket' });
    assert.deepEqual(actionInfo('custom_vpn'), { ...unknown, action: 'custom_vpn', label: 'Custom: vpn' });
    assert.deepEqual(actionInfo('constructor'), { ...unknown, action: 'constructor', label: 'constructor' });
  });

  it('takes group and severity of an unknown action from the record, and never those of a known one', () => {
    const record = { context: { group: 'delete', level: 'alert' } };
    assert.deepEqual(actionInfo('DeleteBucket', record), {
      action: 'DeleteBucket',
      label: 'DeleteBucket',
      group: 'delete',
      icon: 'delete',
      severity: 'alert',
      known: false,
    });
    assert.equal(actionInfo('logout', record).group, 'sign-out');
    const nonsense = actionInfo('DeleteBucket', { context: { group: 'constructor', level: {} } });
    assert.equal(nonsense.group, 'system');
    assert.equal(nonsense.severity, undefined);
  });

  it('takes any value for an action', () => {
    for (const nothing of [undefined, null, '', '  ']) assert.equal(actionInfo(nothing).label, 'No action');
    assert.equal(actionInfo({ a: 1n }).label, '{"a":1}');
    assert.equal(actionInfo(7).action, '7');
    const huge = '\u{1f600}'.repeat(5_000_000);
    assert.equal(actionInfo(huge).label, `${'\u{1f600}'.repeat(199)}…`);
    assert.equal(actionInfo(huge).action, huge);
    assert.equal(actionInfo('a\nb').label, 'a b');
  });
});
