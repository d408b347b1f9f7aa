/** A range offered by name. Its ends are those of a range: ISO 8601, or counted back (`now-7d`, `today`); `null` or missing is open. */
export interface Preset {
  label: string;
  from?: string | null;
  to?: string | null;
}
