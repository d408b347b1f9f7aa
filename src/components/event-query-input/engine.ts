import type { QueryEditor } from '../../query-lang/editor/index.js';
import type { eventSchema, parse } from '../../query-lang/index.js';

/** What is loaded when somebody comes to the box: the language, and the editor for it. */
export interface Engine {
  readonly parse: typeof parse;
  readonly eventSchema: typeof eventSchema;
  readonly QueryEditor: typeof QueryEditor;
}

/** The one place that loads it. An object, so that a test can be slow about it. */
export const engineLoader = {
  load: async (): Promise<Engine> => {
    const [{ QueryEditor }, { parse, eventSchema }] = await Promise.all([
      import('../../query-lang/editor/index.js'),
      import('../../query-lang/index.js'),
    ]);
    return { QueryEditor, parse, eventSchema };
  },
};
