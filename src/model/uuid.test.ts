import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { isUuid, normalUuid, uuidOf } from './uuid.js';

describe('UUIDs', () => {
  const uuid = 'f00f54e7-2b38-421f-bc78-e61f950048d6';

  it('are told from everything else', () => {
    assert.ok(isUuid(uuid));
    assert.ok(isUuid(uuid.toUpperCase()));
    for (const value of [uuid.slice(1), `${uuid}0`, uuid.replaceAll('-', ''), `{${uuid}}`, '', null, 7, {}])
      assert.equal(isUuid(value), false);
  });

  it('are brought to one form', () => {
    assert.equal(normalUuid(uuid.toUpperCase()), uuid);
    assert.equal(normalUuid(uuid.replaceAll('-', '')), uuid);
    for (const value of ['abc', `${uuid}0`, 12n, undefined]) assert.equal(normalUuid(value), null);
  });

  it('are derived from text by SHA-256, as version 8', () => {
    for (const text of ['', 'okta\nid\nAbC-123', 'é😀', 'x'.repeat(100_000)]) {
      const made = uuidOf(text);
      const hash = createHash('sha256').update(text, 'utf8').digest('hex');
      assert.match(made, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const hex = made.replaceAll('-', '');
      assert.equal(
        hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(17),
        hash.slice(0, 12) + hash.slice(13, 16) + hash.slice(17, 32),
      );
      assert.equal(uuidOf(text), made);
    }
  });
});
