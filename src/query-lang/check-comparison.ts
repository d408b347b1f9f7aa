import { NameChecks } from './check-name.js';
import { ValueChecks } from './check-value.js';
import { replaceFix, type Diagnostic } from './diagnostic.js';
import type { Comparison } from './query.js';
import { isResolved, resolveField, type Schema } from './schema.js';

/** Findings about one comparison: its name, its operator and its values, against what the schema knows. */
export function checkComparison(comparison: Comparison, text: string, schema: Schema): Diagnostic[] {
  const found: Diagnostic[] = [];
  const names = new NameChecks(comparison, text, schema, found);
  const values = new ValueChecks(comparison, text, schema, found);
  const { field, value } = comparison;
  const resolution = resolveField(schema, field.path);
  if (!isResolved(resolution)) {
    names.unknownField(resolution);
    return found;
  }
  names.checkName(resolution);
  const constants = value.type === 'list' ? value.items : [value];
  if (resolution.field?.absence) {
    names.checkAbsence(constants);
    return found;
  }
  if (resolution.field?.type === 'relation' && !constants.every(constant => constant.type === 'none')) {
    names.needsPath(resolution.field);
    return found;
  }
  if (value.type === 'list' && value.brackets && schema.dialect === 'djangoql') {
    const { from, to } = value;
    values.add(
      'info',
      'list-brackets',
      value,
      'The server writes lists in parentheses; they are sent to it that way.',
      [
        {
          label: 'Write (…)',
          changes: [
            { from, to: from + 1, insert: '(' },
            { from: to - 1, to, insert: ')' },
          ],
        },
      ],
    );
  }
  const relation = resolution.field?.type === 'relation';
  const takesNone = relation || values.takesNone(resolution);
  if (value.type === 'list' && takesNone && constants.every(constant => constant.type === 'none')) {
    const operator = comparison.operator === 'in' ? '=' : '!=';
    // DjangoQL compares what has parts with None alone, never with a list.
    const severity = relation ? 'error' : 'warning';
    values.add(severity, 'never', value, `Nothing is in a list of None: use "${operator} None".`, [
      replaceFix(`Write "${operator} None"`, { from: comparison.operatorRange.from, to: value.to }, `${operator} None`),
    ]);
    return found;
  }
  for (const constant of constants) values.checkConstant(constant, resolution);
  return found;
}
