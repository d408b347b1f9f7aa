import { canonicalIp, canonicalUuid } from './addresses.js';
import { TimeChecks } from './check-time.js';
import { replaceFix, type Fix } from './diagnostic.js';
import { Findings } from './findings.js';
import { countryCode } from '../model/countries.js';
import { foldCase } from '../model/fold.js';
import { nearest } from './nearest.js';
import { plainNumber } from './numbers.js';
import { isListOperator, isOrderOperator, isTextOperator, type Constant, type Range } from './query.js';
import { isTime } from './resolve.js';
import { isForeignKey, valueOfLabel, type Resolved, type SchemaField } from './schema.js';
import { quote } from './strings.js';

const TYPE_NAMES: Readonly<Record<SchemaField['type'], string>> = {
  str: 'text',
  int: 'whole numbers',
  float: 'numbers',
  bool: 'True or False',
  date: 'dates',
  datetime: 'times',
  relation: 'parts',
  unknown: 'values that cannot be compared',
};

function hasOption({ options = [] }: SchemaField, value: string): boolean {
  return options.some(option => option.value === value);
}

/** The beginning that the addresses of a network have in common, `10.0.` for `10.0.0.0/16`; null where text cannot tell. */
function networkStart(text: string): string | null {
  const [, address = '', bits] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(8|16|24)$/.exec(text) ?? [];
  return bits === undefined
    ? null
    : address
        .split('.')
        .slice(0, Number(bits) / 8)
        .join('.') + '.';
}

/** The whole number that a text holds. */
function numberIn(constant: Constant): string | null {
  return constant.type === 'string' && /^-?(?:0|[1-9]\d*)$/.test(constant.value) ? constant.value : null;
}

/** An operator in words, with blanks where it would run into the name or the value. */
function spacedOut(text: string, { from, to }: Range, operator: string): string {
  const isWord = /^\w/.test(operator);
  const left = isWord && /\w/.test(text[from - 1] ?? '') ? ' ' : '';
  return left + operator + (isWord && !/\s/.test(text[to] ?? '') ? ' ' : '');
}

/** Whether a field can have the values that it is compared with: their type, form and spelling. */
export class ValueChecks extends Findings {
  /** One value, alone or of a list. */
  checkConstant(constant: Constant, resolution: Resolved): void {
    const { field, json } = resolution;
    if (constant.type === 'none') {
      this.#checkNone(constant, resolution);
      return;
    }
    if (!field) return;
    if (isTime(field)) {
      new TimeChecks(this.comparison, this.text, this.schema, this.found).checkTime(constant, field.type);
      return;
    }
    if (!this.#checkType(constant, field, json)) return;
    if (constant.type !== 'string') return;
    if (this.#checkWildcard(constant, constant.value, field)) return;
    if (!isTextOperator(this.comparison.operator)) this.#checkFormat(constant, constant.value, field);
    this.#checkOption(constant, constant.value, field);
  }

  #checkNone(constant: Constant, resolution: Resolved): void {
    if (this.takesNone(resolution)) return;
    const { name } = this.comparison.field;
    const message =
      this.schema.dialect === 'djangoql'
        ? `The server does not compare ${name} with None: leave this out.`
        : `Every event has ${name}, so it is never None: leave this out.`;
    this.add('error', 'not-nullable', constant, message, this.#withoutItem(constant));
  }

  /** Whether the field may be compared with None. */
  takesNone({ field, path, json }: Resolved): boolean {
    const { models, current, dialect } = this.schema;
    if (!field) return !json || dialect !== 'djangoql' || models.get(current)?.fields.get(path[0]!)?.nullable === true;
    return field.nullable || isForeignKey(this.schema, field);
  }

  /** The list without one of its values, when others are left. */
  #withoutItem(constant: Constant): Fix[] {
    const { value } = this.comparison;
    if (value.type !== 'list' || value.items.length < 2) return [];
    const at = value.items.indexOf(constant);
    const [before, after] = [value.items[at - 1], value.items[at + 1]];
    const range = before ? { from: before.to, to: constant.to } : { from: constant.from, to: after!.from };
    return [replaceFix(`Remove ${this.slice(constant)}`, range, '')];
  }

  /** Whether the value has the type of the field. Inside JSON a value may have any type, so there it is a warning. */
  #checkType(constant: Constant, field: SchemaField, json: boolean): boolean {
    const { field: typed, operator, operatorRange } = this.comparison;
    const severity = json ? 'warning' : 'error';
    const message = `${typed.name} holds ${TYPE_NAMES[field.type]}`;
    switch (field.type) {
      case 'str':
        if (constant.type === 'string') return true;
        this.add(severity, 'wrong-type', constant, `${message}: put the value in quotes.`, [
          replaceFix('Add quotes', constant, quote(this.slice(constant))),
        ]);
        return false;
      case 'int':
      case 'float': {
        // DjangoQL knows whole numbers with labels, and tells only the labels.
        if (field.type === 'int' && constant.type === 'string' && hasOption(field, constant.value)) return true;
        if (isTextOperator(operator)) {
          this.add(
            severity,
            'wrong-type',
            operatorRange,
            `${message}: use =, !=, <, <=, > or >=.`,
            this.#equalsFix(constant),
          );
          return false;
        }
        if (constant.type === 'number') {
          if (field.type === 'float' || /^-?\d+$/.test(constant.text)) return true;
          const whole = plainNumber(constant.text);
          const fixes = /^-?\d+$/.test(whole) ? [replaceFix(`Write ${whole}`, constant, whole)] : [];
          this.add(severity, 'wrong-type', constant, `${message}: write a number without a fraction.`, fixes);
          return false;
        }
        // Some sources write an empty text where they have no number.
        if (json && constant.type === 'string' && constant.value === '' && !isOrderOperator(operator)) return true;
        const number = numberIn(constant);
        this.add(
          severity,
          'wrong-type',
          constant,
          `${message}: write a number${constant.type === 'string' ? ' without quotes' : ''}.`,
          number === null ? [] : [replaceFix('Remove the quotes', constant, number)],
        );
        return false;
      }
      case 'bool': {
        if (constant.type === 'boolean' && !isOrderOperator(operator)) return true;
        const word = constant.type === 'string' ? constant.value : '';
        const meant = /^true$/i.test(word) ? 'True' : /^false$/i.test(word) ? 'False' : null;
        this.add(
          severity,
          'wrong-type',
          constant,
          `${message}: compare it with one of them.`,
          meant ? [replaceFix(`Write ${meant}`, constant, meant)] : [],
        );
        return false;
      }
      case 'unknown':
        if (!json) this.add('error', 'wrong-type', constant, `${typed.name} can be compared with None only.`);
        return false;
      default:
        return true;
    }
  }

  /** `"log*"`, and `"%log%"` as SQL has it: a letter like any other, and hardly meant as one. */
  #checkWildcard(constant: Constant, value: string, { format }: SchemaField): boolean {
    const { operator, operatorRange } = this.comparison;
    const [, start = '', middle = '', end = ''] = /^(\*|%(?=.*%$))?([^*%]+)(\*|%)?$/s.exec(value) ?? [];
    if ((start === '' && end !== '*') || middle === '' || isOrderOperator(operator)) return false;
    const negated = operator.startsWith('!') || operator.startsWith('not');
    const meant = isTextOperator(operator)
      ? operator
      : start && end
        ? negated ? '!~' : '~' // prettier-ignore
        : `${negated ? 'not ' : ''}${end ? 'starts' : 'ends'}with`;
    const changes =
      operator === meant
        ? []
        : [{ from: operatorRange.from, to: operatorRange.to, insert: spacedOut(this.text, operatorRange, meant) }];
    changes.push({ from: constant.from, to: constant.to, insert: quote(middle) });
    const fixes = isListOperator(operator) ? [] : [{ label: `Write ${meant} "${middle}"`, changes }];
    const message = `"${start || end}" stands for itself here: use ~, startswith or endswith for a part of a text.`;
    const severity = format && !isTextOperator(operator) ? 'error' : 'warning';
    this.add(severity, 'wildcard', constant, message, fixes);
    return true;
  }

  /** `~ "5"` on a number as `= 5`. */
  #equalsFix(constant: Constant): Fix[] {
    const { operator, operatorRange } = this.comparison;
    const number = numberIn(constant);
    const sign = operator === '~' ? '=' : operator === '!~' ? '!=' : null;
    if (number === null || sign === null) return [];
    return [
      replaceFix(`Write "${sign} ${number}"`, { from: operatorRange.from, to: constant.to }, `${sign} ${number}`),
    ];
  }

  #checkFormat(place: Range, value: string, { format }: SchemaField): void {
    const { operator, operatorRange } = this.comparison;
    if (isOrderOperator(operator)) return;
    if (format === 'uuid' && canonicalUuid(value) === null) {
      this.add(
        'error',
        'bad-uuid',
        place,
        'Write a whole UUID, such as "f00f54e7-2b38-421f-bc78-e61f950048d6".',
        this.#startsWithFix(/^[0-9a-f-]+$/i.test(value)),
      );
    } else if (format === 'ip' && canonicalIp(value) === null) {
      const network = networkStart(value);
      if (network !== null) {
        const message = 'There are no networks in queries: compare the beginning of the address.';
        this.add('error', 'bad-ip', place, message, this.#startsWithFix(true, { place, value: network }));
        return;
      }
      const partial = /^[\d.]+$|^[\da-f:]+$/i.test(value);
      const message = partial
        ? 'Write a whole IP address, or use "startswith".'
        : 'Write an IP address, such as "192.0.2.1" or "2001:db8::1".';
      this.add('error', 'bad-ip', place, message, operatorRange ? this.#startsWithFix(partial) : []);
    }
  }

  /** The operator that compares the beginning, with another value where that is needed. */
  #startsWithFix(partial: boolean, other?: { place: Range; value: string }): Fix[] {
    const { operator, operatorRange } = this.comparison;
    const meant = operator === '=' ? 'startswith' : operator === '!=' ? 'not startswith' : null;
    if (!partial || meant === null) return [];
    const { from, to } = operatorRange;
    const change = { from, to, insert: spacedOut(this.text, operatorRange, meant) };
    if (!other) return [{ label: `Write "${meant}"`, changes: [change] }];
    const { place, value } = other;
    const changed = { from: place.from, to: place.to, insert: quote(value) };
    return [{ label: `Write ${meant} "${value}"`, changes: [change, changed] }];
  }

  /** A label in the place of a value, a value in other letters, or a value that looks like a known one. */
  #checkOption(place: Range, value: string, field: SchemaField): void {
    const { operator, field: typed } = this.comparison;
    const options = field.options;
    if (!options || value === '' || isOrderOperator(operator)) return;
    if (hasOption(field, value)) return;
    const labelled = this.#valueOfLabel(value, field);
    if (labelled !== null) {
      // Where the server reads labels, the query works as it is; elsewhere it finds nothing.
      const works = field.choices && valueOfLabel(field, value) !== null;
      this.add(
        works ? 'info' : 'warning',
        'label',
        place,
        works
          ? `"${value}" is the label of "${labelled}": write the value.`
          : `${typed.name} holds codes: write "${labelled}" for ${value}.`,
        [replaceFix(`Write "${labelled}"`, place, quote(labelled))],
      );
      return;
    }
    if (isTextOperator(operator)) return;
    const folded = foldCase(value);
    const sameLetters = options.find(option => foldCase(option.value) === folded);
    const near =
      sameLetters?.value ??
      (field.choices
        ? nearest(
            value,
            options.map(option => option.value),
          )
        : this.#nearLabel(value, field));
    if (near === null) return;
    const code = sameLetters ? 'value-case' : 'unknown-value';
    const message = sameLetters
      ? `"${operator}" minds capital letters: write "${near}".`
      : `No ${typed.name} is called "${value}"; did you mean "${near}"?`;
    this.add('warning', code, place, message, [replaceFix(`Write "${near}"`, place, quote(near))]);
  }

  #valueOfLabel(value: string, field: SchemaField): string | null {
    const exact = valueOfLabel(field, value);
    if (exact !== null) return exact;
    const folded = foldCase(value);
    for (const { value, label, aliases = [] } of field.options ?? []) {
      if ([label, ...aliases].some(name => name !== undefined && foldCase(name) === folded)) return value;
    }
    // Names of countries that are not the official ones.
    const country = value.length > 2 ? countryCode(value) : null;
    return country !== null && field.options?.some(option => option.value === country && option.label) ? country : null;
  }

  #nearLabel(value: string, field: SchemaField): string | null {
    if (value.length < 4) return null;
    const byLabel = new Map<string, string>();
    for (const option of field.options ?? []) if (option.label) byLabel.set(option.label, option.value);
    const label = nearest(value, byLabel.keys());
    return label === null ? null : byLabel.get(label)!;
  }
}
