import type { Localize } from '../../internal/localize.js';
import { count } from './count.js';
import { commonEn } from './common.js';

/** What `<event-query-input>` says. */
export const queryInputEn = {
  ...commonEn,

  queryLabel: 'Search events',
  querySignQuery: 'Query',
  querySignText: 'Text',
  querySignProblem: 'Problem',
  querySignQueryHint: 'This runs as a query',
  querySignTextHint: 'This runs as a text search: every word has to occur',
  querySignProblemHint: 'This does not run as it stands',
  queryProblems: (n: number) => count(n, { one: '# problem', other: '# problems' }),
  queryProblem: (severity: string, message: string) => `${severity}: ${message}`,
  queryError: 'Error',
  queryMoreProblems: (n: number) => count(n, { other: '# more' }),
  queryClear: 'Clear',
  queryHistory: 'Earlier queries and examples',
  queryRecent: 'Earlier queries',
  queryExamples: 'Examples',
  queryForget: 'Forget earlier queries',
  queryForgotten: 'Earlier queries are forgotten',
  queryFixes: 'Fixes',
  queryFixAll: 'Fix all',
  queryMissing: 'Fill in this field.',
  queryChecking: 'The query is still being checked. Try again in a moment.',
  queryCompletions: 'Suggestions',
};

export type QueryInputTexts = Localize<keyof typeof queryInputEn>;
