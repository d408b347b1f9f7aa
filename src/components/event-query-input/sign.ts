import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { QueryInputTexts } from '../../locales/en/query-input.js';
import type { Kind } from '../../query-lang/index.js';

const SIGNS = {
  empty: ['search', null, null],
  text: ['text', 'querySignText', 'querySignTextHint'],
  query: ['query', 'querySignQuery', 'querySignQueryHint'],
  // Still being typed, as long as nothing is said to be wrong.
  broken: ['query', 'querySignQuery', 'querySignQueryHint'],
  problem: ['alert', 'querySignProblem', 'querySignProblemHint'],
} as const;

/** Says which of the two will run, a query or a text search, or that there is a problem. */
export function sign(state: Kind | 'problem', texts: QueryInputTexts): TemplateResult {
  const [name, word, hint] = SIGNS[state];
  return html`<span
    class="sign ${state === 'problem' ? 'is-problem' : state === 'empty' ? 'is-empty' : ''}"
    id="sign"
    part="sign"
    title=${hint ? texts.text(hint) : nothing}
    >${icon(name)}${word ? html`<span>${texts.text(word)}</span>` : nothing}</span
  >`;
}
