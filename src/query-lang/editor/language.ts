import {
  defineLanguageFacet,
  HighlightStyle,
  Language,
  languageDataProp,
  syntaxHighlighting,
} from '@codemirror/language';
import { NodeType, Parser, Tree, type Input, type PartialParse, type TreeFragment } from '@lezer/common';
import { styleTags, tags } from '@lezer/highlight';
import { parser } from '../event-query.grammar.js';
import { hasOperator } from '../has-operator.js';

const data = defineLanguageFacet({ closeBrackets: { brackets: ['(', '[', '"'] } });

const queryParser = parser.configure({
  props: [
    languageDataProp.add(type => (type.isTop ? data : undefined)),
    styleTags({
      Field: tags.propertyName,
      'and or not In StartsWith EndsWith': tags.keyword,
      'Equals NotEquals Less LessEqual Greater GreaterEqual Contains NotContains': tags.compareOperator,
      'String OpenString BadString SmartString': tags.string,
      'Number RelativeTime': tags.number,
      'True False None': tags.atom,
    }),
  ],
});

const plainText = NodeType.define({ id: 0, name: 'Text', top: true, props: [[languageDataProp, data]] });

/**
 * Parses queries, and leaves plain words alone: the grammar knows queries only, and in a text search it would find names,
 * keywords and errors that nobody meant.
 */
class QueryParser extends Parser {
  createParse(
    input: Input,
    fragments: readonly TreeFragment[],
    ranges: readonly { from: number; to: number }[],
  ): PartialParse {
    if (hasOperator(input.read(0, input.length))) {
      // What was plain text a moment ago has no node that could be used again.
      const reusable = fragments.filter(({ tree }) => tree.type !== plainText);
      return queryParser.startParse(input, reusable, ranges);
    }
    const tree = new Tree(plainText, [], [], input.length);
    return { parsedPos: input.length, stoppedAt: null, stopAt: () => undefined, advance: () => tree };
  }
}

/** The language of event queries for CodeMirror: tree, brackets that close themselves. */
export const queryLanguage = new Language(data, new QueryParser(), [], 'event-query');

/**
 * The colours of a query. They come from the tokens `--event-kit-syntax-*`; the defaults are the light and dark ones of
 * `tokens.css`, so that an editor on any page has them.
 */
export const queryHighlightStyle = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--event-kit-syntax-field, light-dark(#181b1f, #e8eaed))' },
  {
    tag: tags.keyword,
    color: 'var(--event-kit-syntax-keyword, light-dark(#6a2fa0, #cfa8f5))',
    fontWeight: '600',
  },
  { tag: tags.compareOperator, color: 'var(--event-kit-syntax-operator, light-dark(#676e77, #8f969f))' },
  { tag: tags.string, color: 'var(--event-kit-syntax-string, light-dark(#0e6a4b, #86d4ad))' },
  { tag: [tags.number, tags.atom], color: 'var(--event-kit-syntax-number, light-dark(#9a3d00, #f2b185))' },
]);

/** Colours a query. An editor with a highlight style of its own keeps that. */
export const queryHighlighting = syntaxHighlighting(queryHighlightStyle, { fallback: true });
