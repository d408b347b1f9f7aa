/** A view under a name: what is looked at, and how it is laid out. Plain JSON. */
export interface SavedView {
  name: string;
  search: string;
  /** The ends of the range as they were asked for: what counts back from now goes on doing so. `null` is open. */
  from: string | null;
  to: string | null;
  ordering: string;
  /** IANA name; empty for the browser's. */
  timeZone: string;
  /** By element: `log` with its columns, `chart` with its form. */
  layout: Record<string, unknown>;
}

/** Where saved views are kept. Both may answer later; what `read` gives is checked, for others may have written it. */
export interface ViewStorage {
  read: () => unknown;
  /** Keeps these views in place of those before. */
  write: (views: readonly SavedView[]) => unknown;
}
