import { styleTags, tags } from '@lezer/highlight';

/** What each part of a query is, for highlighters: `parser.configure({ props: [highlighting] })`. Slips are `invalid`. */
export const highlighting = styleTags({
  Field: tags.propertyName,
  'Equals NotEquals Less LessEqual Greater GreaterEqual Contains NotContains': tags.compareOperator,
  'StartsWith EndsWith In NotStartsWith/not NotEndsWith/not NotIn/not': tags.operatorKeyword,
  'and or not': tags.logicOperator,
  String: tags.string,
  Number: tags.number,
  'True False': tags.bool,
  None: tags.null,
  RelativeTime: tags.literal,
  '( )': tags.paren,
  '[ ]': tags.squareBracket,
  ',': tags.separator,
  'WrongField/... WrongOperator WrongAnd WrongOr WrongNot WrongNumber WrongWord SmartString BadString OpenString':
    tags.invalid,
  '⚠': tags.invalid,
});
