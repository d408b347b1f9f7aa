export { apply } from './apply.js';
export { diff } from './diff.js';
export { invert } from './invert.js';
export { toJsonPatch } from './json-patch.js';
export { applyJsonPatch, applyMergePatch } from './patch-reader.js';
export { recordedChange } from './recorded.js';
export { editFrom } from './sources.js';
export { diffText, type TextDiff, type TextRun } from './text.js';
export {
  EditError,
  type ArrayChange,
  type Change,
  type ChangeSource,
  type DiffOptions,
  type Edit,
  type FieldChange,
  type ItemChange,
  type JsonPatchOperation,
  type MembersChange,
  type NoChangeReason,
  type ObjectChange,
  type RecordedChange,
  type SetChange,
  type UnknownSide,
} from './types.js';
