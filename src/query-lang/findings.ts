import type { Diagnostic, Fix } from './diagnostic.js';
import type { Comparison, Range } from './query.js';
import type { Schema } from './schema.js';

/** What the checks of one comparison have at hand, and where they put what they find. */
export class Findings {
  readonly comparison: Comparison;
  readonly text: string;
  readonly schema: Schema;
  readonly found: Diagnostic[];

  constructor(comparison: Comparison, text: string, schema: Schema, found: Diagnostic[]) {
    this.comparison = comparison;
    this.text = text;
    this.schema = schema;
    this.found = found;
  }

  slice({ from, to }: Range): string {
    return this.text.slice(from, to);
  }

  add(
    severity: Diagnostic['severity'],
    code: string,
    { from, to }: Range,
    message: string,
    fixes: readonly Fix[] = [],
  ): void {
    this.found.push({ from, to, severity, code, message, fixes });
  }
}
