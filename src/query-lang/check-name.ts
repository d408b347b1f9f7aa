import { replaceFix } from './diagnostic.js';
import { isFieldName } from './field-name.js';
import { Findings } from './findings.js';
import { nameMeant } from './name-meant.js';
import { nearest } from './nearest.js';
import { isOrderOperator, isTextOperator, type Constant, type Range } from './query.js';
import { FALLBACK_ROOT, isResolved, resolveField, type Resolved, type SchemaField, type Unresolved } from './schema.js';

/** Whether the name of a comparison, or one that `missing` is compared with, leads to something that events have. */
export class NameChecks extends Findings {
  /** A name that may not be what was meant. */
  checkName({ path, moved, field, json }: Resolved): void {
    const typed = this.comparison.field;
    if (!json || (field && !moved) || typed.path.length === 0) return;
    const listed = (prefix: readonly string[]): string[] => this.#partsOf(prefix);
    if (moved && !listed([FALLBACK_ROOT]).includes(typed.path[0]!)) {
      const roots = [...this.#roots(), ...listed([FALLBACK_ROOT])];
      const meant = nameMeant(typed.path[0]!, this.schema);
      const near = meant ?? nearest(typed.path[0]!, roots);
      const range = { from: typed.from, to: typed.from + typed.path[0]!.length };
      const fixes = near === null ? [] : [replaceFix(`Write "${near}"`, range, near)];
      const moveTo = `${FALLBACK_ROOT}.${typed.name}`;
      fixes.push(replaceFix(`Write "${moveTo}"`, typed, moveTo));
      const guess = near === null ? '' : `; did you mean ${near}?`;
      this.add(
        'warning',
        'unknown-field',
        range,
        `Events have no field ${typed.path[0]}: it is looked up as ${moveTo}${guess || '.'}`,
        fixes,
      );
      return;
    }
    // Any key may be there, so only one that looks like a known one is worth a word.
    for (let i = 1; i < path.length; i += 1) {
      const names = listed(path.slice(0, i));
      if (names.includes(path[i]!)) continue;
      const near = nearest(path[i]!, names);
      if (near === null) return;
      const part = i - (moved ? 1 : 0);
      const range = this.#partRange(part);
      this.add('warning', 'unknown-field', range, `Did you mean ${near}? Events hardly have a ${path[i]} there.`, [
        replaceFix(`Write "${near}"`, range, near),
      ]);
      return;
    }
  }

  /** A name that leads nowhere. */
  unknownField({ unknownPart, choices }: Unresolved): void {
    const { path, name } = this.comparison.field;
    const range = this.#partRange(unknownPart);
    if (choices.length === 0) {
      const before = path.slice(0, unknownPart).join('.');
      const rest = { from: range.from - 1, to: this.comparison.field.to };
      this.add(
        'error',
        'unknown-field',
        range,
        `${before || name} has no parts: leave out what follows it.`,
        before ? [replaceFix(`Write "${before}"`, rest, '')] : [],
      );
      return;
    }
    const near = nearest(path[unknownPart]!, choices);
    const shown = choices.length > 8 ? `${choices.slice(0, 8).join(', ')}, …` : choices.join(', ');
    this.add(
      'error',
      'unknown-field',
      range,
      near === null
        ? `There is no field ${path[unknownPart]}: use one of ${shown}.`
        : `There is no field ${path[unknownPart]}; did you mean ${near}?`,
      near === null ? [] : [replaceFix(`Write "${near}"`, range, near)],
    );
  }

  /** What has parts, compared as a whole. */
  needsPath(field: SchemaField): void {
    const typed = this.comparison.field;
    const parts = [...(this.schema.models.get(field.relation ?? '')?.fields ?? [])];
    const plain = parts.filter(([, part]) => this.#fits(part)).map(([name]) => `${typed.name}.${name}`);
    const example = plain[0] === undefined ? '' : `, such as ${plain[0]}`;
    this.add(
      'error',
      'needs-path',
      typed,
      `${typed.name} has parts: compare one of them${example}.`,
      plain.slice(0, 3).map(name => replaceFix(`Write "${name}"`, typed, name)),
    );
  }

  /** `missing` is compared with names of fields: what they name is checked like a name that stands for itself. */
  checkAbsence(constants: readonly Constant[]): void {
    const { field: typed, operator, operatorRange } = this.comparison;
    if (isTextOperator(operator) || isOrderOperator(operator)) {
      this.add('error', 'wrong-type', operatorRange, `${typed.name} holds names of fields: use =, !=, in or not in.`);
      return;
    }
    for (const constant of constants) this.#checkAbsent(constant);
  }

  #checkAbsent(constant: Constant): void {
    const typed = this.comparison.field;
    if (constant.type !== 'string' || !isFieldName(constant.value)) {
      const message = `${typed.name} takes the name of a field in quotes, such as "context.geo.city".`;
      this.add('error', 'bad-path', constant, message);
      return;
    }
    const name = constant.value;
    const resolution = resolveField(this.schema, name.split('.'));
    if (isResolved(resolution) && resolution.field?.absence) {
      this.add('error', 'bad-path', constant, `${name} is no field that an event has: name one inside its JSON.`);
      return;
    }
    if (isResolved(resolution) && !resolution.json) {
      const message = `Every event has ${name}, so it is never missing`;
      const fix = `${name} ${/!|not/.test(this.comparison.operator) ? '!=' : '='} None`;
      const canFix = resolution.field?.nullable && this.comparison.value === constant;
      this.add(
        'warning',
        'never',
        constant,
        resolution.field?.nullable ? `${message}: compare it with None.` : `${message}.`,
        canFix ? [replaceFix(`Write "${fix}"`, this.comparison, fix)] : [],
      );
      return;
    }
    // With escapes in it, the places of its parts are not where their letters are.
    const place = { from: constant.from + 1, to: constant.to - 1 };
    if (this.slice(place) !== name && isResolved(resolution)) return;
    const named = new NameChecks(
      { ...this.comparison, field: { name, path: name.split('.'), ...place } },
      this.text,
      this.schema,
      this.found,
    );
    if (isResolved(resolution)) named.checkName(resolution);
    else named.unknownField(resolution);
  }

  /** Whether a part of what has parts is of the type that the values have. */
  #fits({ type }: SchemaField): boolean {
    const { value } = this.comparison;
    const wanted = (value.type === 'list' ? value.items[0]! : value).type;
    if (type === 'int' || type === 'float') return wanted === 'number';
    return type === 'str' ? wanted === 'string' : type === 'bool' && wanted === 'boolean';
  }

  #roots(): string[] {
    return [...(this.schema.models.get(this.schema.current)?.fields.keys() ?? [])];
  }

  /** The names the schema lists for what is inside a path. */
  #partsOf(path: readonly string[]): string[] {
    const resolution = resolveField(this.schema, path);
    const relation = isResolved(resolution) ? resolution.field?.relation : undefined;
    return [...(this.schema.models.get(relation ?? '')?.fields.keys() ?? [])];
  }

  #partRange(part: number): Range {
    const { path, from } = this.comparison.field;
    const start = from + path.slice(0, part).reduce((sum, name) => sum + name.length + 1, 0);
    return { from: start, to: start + path[part]!.length };
  }
}
