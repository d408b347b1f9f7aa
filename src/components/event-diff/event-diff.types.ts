/** Before and after beside each other, or under each other. Narrow places have them under each other in any case. */
export const DIFF_VIEWS = ['side-by-side', 'inline'] as const;
export type DiffView = (typeof DIFF_VIEWS)[number];

/** Where a value stands that is to be given a name. */
export interface DiffResolverPlace {
  /** Keys and indexes from the root. */
  path: readonly (string | number)[];
  side: 'before' | 'after';
}

/**
 * Gives an id a name: what a reader sees beside it. Asked once for each value and key, and only for values in sight.
 * `null`, `undefined` or an error: there is none.
 */
export type DiffResolver = (
  value: string | number | bigint,
  place: DiffResolverPlace,
) => string | null | undefined | Promise<string | null | undefined>;
