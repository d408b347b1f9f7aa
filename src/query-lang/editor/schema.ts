import { Facet, type EditorState } from '@codemirror/state';
import { eventSchema } from '../event-schema.js';
import type { Schema } from '../schema.js';

/** What can be asked for. The first one given counts; without any it is `eventSchema`. */
export const querySchema = Facet.define<Schema, Schema>({ combine: ([schema]) => schema ?? eventSchema });

/**
 * The schema with what events show besides. It is for completion and hover only: that a key was a number in the events at
 * hand is a good example, but no reason to call a query wrong.
 */
export const learntSchema = Facet.define<Schema, Schema | null>({ combine: ([schema]) => schema ?? null });

/** The most that is known: for completion and hover. */
export function knownSchema(state: EditorState): Schema {
  return state.facet(learntSchema) ?? state.facet(querySchema);
}
