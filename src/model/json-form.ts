/** What is written for a value that cannot be read: a getter, or a `toJSON`, of the host's own making threw. */
export const UNREADABLE = '[Unreadable]';

/** The value its `toJSON` (a Date's, for one) gives, or the value itself; `unreadable` where that throws. */
export function jsonForm(value: unknown, unreadable: unknown = UNREADABLE): unknown {
  if (typeof value !== 'object' || value === null) return value;
  try {
    const { toJSON } = value as { toJSON?: unknown };
    return typeof toJSON === 'function' ? (toJSON.call(value, '') as unknown) : value;
  } catch {
    return unreadable;
  }
}
