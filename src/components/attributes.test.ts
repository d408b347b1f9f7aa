import { expect, fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { waitUntil } from '../../test/wtr/wait-until.js';
import '../define.js';

const events = [
  { pk: '1', action: 'login', app: 'core', created: '2026-01-01T09:00:00Z', user: { username: 'ana' } },
  { pk: '2', action: 'logout', app: 'core', created: '2026-01-01T10:00:00Z', user: { username: 'ana' } },
];

/** Attributes whose absence is not the same as an empty text. */
const CASES: readonly [tag: string, attribute: string, value: string, ready?: string][] = [
  ['event-chart', 'by', 'app', '.legend button'],
  ['event-chart', 'kind', 'lines', '.legend button'],
  ['event-diff', 'view', 'inline'],
  ['event-facets', 'fields', 'action', 'section li'],
  ['event-log', 'columns', 'app', '.row .cell'],
  ['event-log', 'density', 'tall', '.row .cell'],
  ['event-log', 'times', 'exact', '.row .cell'],
  ['event-map', 'tiles', 'data:,{x}', '.leaflet-pane'],
  ['event-query-input', 'history', 'attributes-test'],
  ['event-views', 'storage-key', 'attributes-test'],
];

describe('an attribute that is taken away', () => {
  for (const [tag, attribute, value, ready] of CASES) {
    it(`leaves <${tag}> as without ${attribute}`, async () => {
      const shown = async (element: LitElement): Promise<string> => {
        Object.assign(element, tag === 'event-diff' ? { before: { a: 1 }, after: { a: 2 } } : { events });
        await element.updateComplete;
        const root = element.shadowRoot!;
        if (ready) await waitUntil(() => root.querySelector(ready) !== null, `${tag} with ${ready}`);
        await element.updateComplete;
        return root.textContent.replace(/\s+/g, ' ');
      };
      const box = await fixture<HTMLElement>(html`<div lang="en"></div>`);
      box.style.inlineSize = '60rem';
      const make = (): LitElement => box.appendChild(document.createElement(tag) as LitElement);
      const plain = make();
      await shown(plain);
      const element = make();
      element.setAttribute(attribute, value);
      await shown(element);
      element.removeAttribute(attribute);
      await element.updateComplete;
      await waitUntil(async () => (await shown(element)) === (await shown(plain)), 'the same text');
      expect(localStorage.getItem('null')).to.equal(null);
    });
  }
});
