import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { analyze, disagreements, undescribed, unfired } from '../../scripts/manifest.mjs';

interface Named {
  name: string;
  description?: string;
}
interface Declaration extends Named {
  customElement?: boolean;
  tagName?: string;
  members?: (Named & { attribute?: string })[];
  attributes?: Named[];
  events?: Named[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
}
interface Manifest {
  modules: { path: string; declarations: Declaration[]; exports: { kind: string; name: string }[] }[];
}

describe('the manifest', () => {
  let manifest: Manifest;
  let log: Declaration;
  before(async () => {
    manifest = (await analyze()) as Manifest;
    log = manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'event-log')!;
  });

  it('names published files', () => {
    for (const { path } of manifest.modules) assert.match(path, /^dist\/components\/.*\.js$/);
    assert.doesNotMatch(JSON.stringify(manifest), /"(\.\/|\/?src\/)/);
  });

  it('says where each element is defined', () => {
    const tags = manifest.modules.flatMap(({ declarations }) => declarations).flatMap(({ tagName }) => tagName ?? []);
    const defined = manifest.modules
      .flatMap(module => module.exports)
      .filter(({ kind }) => kind === 'custom-element-definition')
      .map(({ name }) => name);
    assert.deepEqual(defined.sort(), tags.sort());
    assert.ok(tags.includes('event-log'));
  });

  it('has what an element inherits', () => {
    assert.equal(log.members?.find(({ name }) => name === 'timeZone')?.attribute, 'time-zone');
  });

  it('holds nothing private, and no event that is none', () => {
    for (const { name } of log.members ?? [])
      assert.doesNotMatch(name, /^[#_]|^(tag|version|styles|provider|own|render)$/);
    for (const { name } of log.events ?? []) assert.match(name, /^event-[a-z-]+$/);
  });

  it('comes out the same each time', async () => {
    assert.deepEqual(await analyze(), manifest);
  });
});

describe('what the manifest is checked for', () => {
  const manifest = (declaration: Partial<Declaration>): Manifest => ({
    modules: [
      {
        path: 'x',
        exports: [],
        declarations: [{ name: 'X', description: 'An X.', customElement: true, ...declaration }],
      },
    ],
  });

  for (const [key, kind] of [
    ['members', 'property or method'],
    ['attributes', 'attribute'],
    ['events', 'event'],
    ['slots', 'slot'],
    ['cssParts', 'part'],
    ['cssProperties', 'custom property'],
  ] as const) {
    it(`a description of each ${kind}`, () => {
      assert.deepEqual(undescribed(manifest({ [key]: [{ name: 'a', description: 'An a.' }] })), []);
      assert.deepEqual(undescribed(manifest({ [key]: [{ name: 'a' }] })), [`X: ${kind} "a" has no description`]);
    });
  }

  it('a description of the class', () => {
    assert.deepEqual(undescribed(manifest({ description: '' })), ['X: class "X" has no description']);
  });

  it('that each event is fired by somebody', () => {
    const type = { name: 'type', static: true, default: "'x-done'" };
    assert.deepEqual(unfired(manifest({ members: [type] })), ['X: event "x-done" is in no element\'s @fires']);
    assert.deepEqual(unfired(manifest({ members: [type], events: [{ name: 'x-done' }] })), []);
  });

  const element = {
    tagName: 'x-x',
    slots: [{ name: '' }],
    cssParts: [{ name: 'row' }],
    cssProperties: [{ name: '--event-x' }],
  };
  const code = '<slot></slot><div part="row"></div> var(--event-x, 1px)\n// <slot name="old"> part="old"';

  it('that templates and comments agree', () => {
    assert.deepEqual(disagreements([element], code, ''), []);
  });

  it('that nothing in a template goes unmentioned', () => {
    const more = `${code}\n<slot name="end"></slot><i part="mark"></i> var(--event-y)`;
    assert.equal(disagreements([element], more, '').length, 3);
    assert.equal(disagreements([element], `${code}\nnode.setAttribute('part', 'mark')`, '').length, 1);
  });

  it('that nothing is mentioned that is not there', () => {
    assert.equal(disagreements([element], '', '').length, 3);
  });

  it('that a shared property exists', () => {
    const listens = { tagName: 'x-x', cssProperties: [{ name: '--event-kit-inset' }] };
    assert.deepEqual(disagreements([listens], '', '--event-kit-inset: 1rem;'), []);
    assert.equal(disagreements([listens], '', '--event-kit-other: 1rem;').length, 1);
  });
});
