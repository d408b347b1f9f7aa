import type { JsonValue } from '../record.js';

/**
 * What turns one JSON value into another: a tree of changes that follows the values. Plain data, never changed once made.
 *
 * An object that stays an object is changed field by field, an array that stays an array element by element; everything
 * else is `set`. Where the two are the same there is nothing in the tree.
 */
export interface Edit {
  /** Changes in it: values set, added, removed, inserted, deleted and moved. 0 means the two are equal. */
  readonly count: number;
  /** `false` when time ran out: the edit is still right, but says more, or more coarsely, than need be. */
  readonly exact: boolean;
  /** `true` when the source told only part: there are changes with an `unknown` side, or fields that nobody recorded. */
  readonly partial: boolean;
  /** What changed, or `null` for nothing. */
  readonly change: Change | null;
  /** The value before, as far as it is known: all of it, or of a `partial` edit the fields that are recorded. */
  readonly before?: JsonValue;
  /** The value after, likewise. */
  readonly after?: JsonValue;
  /** Dotted paths of values that the source itself calls secret (Terraform does). */
  readonly secretPaths?: readonly string[];
}

/** What happened to one value that is there before and after. */
export type Change = SetChange | ObjectChange | ArrayChange | MembersChange;

/** Which side of a change its source does not tell. The value on that side is `null` and means nothing. */
export type UnknownSide = 'before' | 'after' | 'both';

/** Another value altogether: another scalar, or another kind of value. */
export interface SetChange {
  readonly kind: 'set';
  readonly before: JsonValue;
  readonly after: JsonValue;
  readonly unknown?: UnknownSide;
}

/** An object, field by field. Order of keys is no change. */
export interface ObjectChange {
  readonly kind: 'object';
  /** Each key at most once: fields of the object before in their order, then added ones in theirs. Never empty. */
  readonly fields: readonly FieldChange[];
}

export type FieldChange =
  | { readonly op: 'add'; readonly key: string; readonly after: JsonValue; readonly unknown?: 'after' }
  | { readonly op: 'remove'; readonly key: string; readonly before: JsonValue; readonly unknown?: 'before' }
  | { readonly op: 'change'; readonly key: string; readonly change: Change };

/**
 * An array, element by element. `from` is an index in the array before, `to` one in the array after. Elements that no
 * item names keep their order and fill the places that are left.
 */
export interface ArrayChange {
  readonly kind: 'array';
  /** Deleted elements in the order of `from`, then all others in the order of `to`. Never empty. */
  readonly items: readonly ItemChange[];
}

export type ItemChange =
  | { readonly op: 'delete'; readonly from: number; readonly before: JsonValue }
  | { readonly op: 'insert'; readonly to: number; readonly after: JsonValue }
  /** The element went elsewhere among those that stayed; `change` is what changed inside it. */
  | { readonly op: 'move'; readonly from: number; readonly to: number; readonly change: Change | null }
  /** The element stayed among its neighbours and changed; `from` and `to` differ when others came or went before it. */
  | { readonly op: 'change'; readonly from: number; readonly to: number; readonly change: Change };

/** Members of a set of which only comings and goings are recorded, as authentik does for relations. */
export interface MembersChange {
  readonly kind: 'members';
  readonly added: readonly JsonValue[];
  readonly removed: readonly JsonValue[];
  /** All members were removed before any were added; which they were is not recorded. */
  readonly cleared: boolean;
}

export interface DiffOptions {
  /**
   * Name of the field that tells which element of an array is which, or several in order of preference. Tried before the
   * usual `pk`, `id`, `uuid`, `name`. A field counts in an array when every object there has it with a value of its own.
   */
  readonly key?: string | readonly string[];
  /** Milliseconds to spend. Past it, what is left is compared more coarsely and `exact` is `false`. Default 1,000. */
  readonly budgetMs?: number;
}

/** One operation of RFC 6902. */
export type JsonPatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: JsonValue }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; from: string; path: string };

/** Where an event keeps its difference. */
export type ChangeSource = 'authentik' | 'before-after' | 'github' | 'terraform' | 'debezium' | 'kubernetes' | 'state';

/** Why an event has no difference to show. */
export type NoChangeReason =
  /** An object was created or changed, and the event does not say how (in authentik: needs its audit extension). */
  | 'not-recorded'
  /** The object was deleted, and what it was is not recorded. */
  | 'deleted-without-state'
  /** What happened changes no object: a sign-in, an export. */
  | 'not-a-change'
  /** There is something where the difference should be, and it is in no form that is known. */
  | 'unreadable';

/** The difference that an event records, or why there is none. */
export type RecordedChange =
  | { readonly edit: Edit; readonly source: ChangeSource; readonly reason?: undefined }
  | { readonly edit: null; readonly source?: undefined; readonly reason: NoChangeReason };

/** Thrown where a source of an edit (a JSON Patch, a plan) cannot be read, or does not fit the value it is for. */
export class EditError extends Error {
  override readonly name = 'EditError';
  /** Where in the source or value, as a JSON Pointer; empty for the whole. */
  readonly path: string;
  constructor(message: string, path = '') {
    super(message);
    this.path = path;
  }
}
