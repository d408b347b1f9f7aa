import { expect } from '@open-wc/testing';
import { expectConsole } from '../../test/wtr/expect-console.js';
import { defineElement, type ElementClass } from './define.js';
import { resetWarnings } from './warn-once.js';

const make = (tag: string, version = '1.0.0'): ElementClass =>
  class extends HTMLElement {
    static readonly tag = tag;
    static readonly version = version;
  };

describe('defineElement', () => {
  beforeEach(() => resetWarnings());

  it('registers a class under its tag, and a second time does nothing', () => {
    const ctor = make('define-once');
    defineElement(ctor);
    defineElement(ctor);
    expect(customElements.get('define-once')).to.equal(ctor);
  });

  it('leaves the first of two versions, and says so once', () => {
    const first = make('define-twice', '1.0.0');
    defineElement(first);
    expectConsole('warn', /<define-twice> is already registered by version 1\.0\.0; version 2\.0\.0 is ignored/);
    defineElement(make('define-twice', '2.0.0'));
    defineElement(make('define-twice', '2.0.0'));
    expect(customElements.get('define-twice')).to.equal(first);
  });

  it('says nothing of the same version from another bundle', () => {
    defineElement(make('define-same'));
    defineElement(make('define-same'));
  });

  it('registers under another tag, beside its own', () => {
    const ctor = make('define-own');
    defineElement(ctor);
    defineElement(ctor, 'define-other');
    expect(document.createElement('define-other')).to.be.instanceOf(ctor);
  });

  it('takes a registry of the host', () => {
    const taken = new Map<string, CustomElementConstructor>();
    const registry = {
      get: (tag: string) => taken.get(tag),
      define: (tag: string, ctor: CustomElementConstructor) => void taken.set(tag, ctor),
    } as unknown as CustomElementRegistry;
    defineElement(make('define-scoped'), undefined, registry);
    expect(taken.has('define-scoped')).to.equal(true);
    expect(customElements.get('define-scoped')).to.equal(undefined);
  });
});
