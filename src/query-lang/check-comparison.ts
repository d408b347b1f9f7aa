import { foldCase } from '../model/fold.js';
import { countryCode } from '../model/countries.js';
import { canonicalIp, canonicalUuid } from './addresses.js';
import { replaceFix, type Diagnostic, type Fix } from './diagnostic.js';
import { isFieldName } from './field-name.js';
import { nearest } from './nearest.js';
import { plainNumber } from './numbers.js';
import {
  isListOperator,
  isOrderOperator,
  isTextOperator,
  type Comparison,
  type Constant,
  type Range,
} from './query.js';
import { readRelativeTime } from './relative-time.js';
import { isTime } from './resolve.js';
import {
  FALLBACK_ROOT,
  isForeignKey,
  isResolved,
  resolveField,
  valueOfLabel,
  type Resolved,
  type Schema,
  type SchemaField,
  type Unresolved,
} from './schema.js';
import { quote } from './strings.js';
import { relativeTimeMeant } from './time-slips.js';
import { isDjangoqlTime, secondsText, timeMicros } from './times.js';

/** Findings about one comparison: its name, its operator and its values, against what the schema knows. */
export function checkComparison(comparison: Comparison, text: string, schema: Schema): Diagnostic[] {
  const checker = new Checker(comparison, text, schema);
  checker.run();
  return checker.found;
}

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

/** A count of seconds or milliseconds, as logs and JSON have it. */
function unixTimeFix(constant: Constant): Fix[] {
  if (constant.type !== 'number' || !/^\d{10}(?:\d{3})?$/.test(constant.text)) return [];
  const time = secondsText(Number(constant.text.slice(0, 10)));
  return [replaceFix(`Write "${time}"`, constant, quote(time))];
}

/** A date in one of the usual orders as `YYYY-MM-DD`; what follows it stays. As it is when the order is not beyond doubt. */
function isoDate(text: string): string {
  const pad = (digits: string | undefined): string => (digits ?? '').padStart(2, '0');
  const [whole = '', year, , month, day] = /^(\d{4})(?:([/.-])(\d{1,2})(?:\2(\d{1,2}))?)?(?!\d)/.exec(text) ?? [];
  if (year && (day || whole === text))
    return `${year}-${pad(month ?? '1')}-${pad(day ?? '1')}${text.slice(whole.length)}`;
  const [all = '', first = '', mark, second = '', last = ''] = /^(\d{1,2})([/.])(\d{1,2})\2(\d{4})/.exec(text) ?? [];
  const monthFirst = mark === '/' && Number(second) > 12;
  if (all === '' || (mark === '/' && Number(first) <= 12 && !monthFirst && first !== second)) return text;
  return `${last}-${pad(monthFirst ? first : second)}-${pad(monthFirst ? second : first)}${text.slice(all.length)}`;
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

/** What follows the date in the text of a time. */
function timeOfDay(text: string): string {
  return /^\d{4}-\d{1,2}-[ \d]?\d([T\s]+\d.*)$/.exec(text)?.[1] ?? '';
}

/** An operator in words, with blanks where it would run into the name or the value. */
function spacedOut(text: string, { from, to }: Range, operator: string): string {
  const isWord = /^\w/.test(operator);
  const left = isWord && /\w/.test(text[from - 1] ?? '') ? ' ' : '';
  return left + operator + (isWord && !/\s/.test(text[to] ?? '') ? ' ' : '');
}

class Checker {
  readonly found: Diagnostic[] = [];
  readonly #comparison: Comparison;
  readonly #text: string;
  readonly #schema: Schema;

  constructor(comparison: Comparison, text: string, schema: Schema) {
    this.#comparison = comparison;
    this.#text = text;
    this.#schema = schema;
  }

  run(): void {
    const { field, value } = this.#comparison;
    const resolution = resolveField(this.#schema, field.path);
    if (!isResolved(resolution)) {
      this.#unknownField(resolution);
      return;
    }
    this.#checkName(resolution);
    const constants = value.type === 'list' ? value.items : [value];
    if (resolution.field?.absence) {
      this.#checkAbsence(constants);
      return;
    }
    if (resolution.field?.type === 'relation' && !constants.every(constant => constant.type === 'none')) {
      this.#needsPath(resolution.field);
      return;
    }
    if (value.type === 'list' && value.brackets && this.#schema.dialect === 'djangoql') {
      const { from, to } = value;
      this.#add(
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
    const takesNone = relation || this.#takesNone(resolution);
    if (value.type === 'list' && takesNone && constants.every(constant => constant.type === 'none')) {
      const operator = this.#comparison.operator === 'in' ? '=' : '!=';
      // DjangoQL compares what has parts with None alone, never with a list.
      const severity = relation ? 'error' : 'warning';
      this.#add(severity, 'never', value, `Nothing is in a list of None: use "${operator} None".`, [
        replaceFix(
          `Write "${operator} None"`,
          { from: this.#comparison.operatorRange.from, to: value.to },
          `${operator} None`,
        ),
      ]);
      return;
    }
    for (const constant of constants) this.#checkConstant(constant, resolution);
  }

  #checkName({ path, moved, field, json }: Resolved): void {
    const typed = this.#comparison.field;
    if (!json || (field && !moved) || typed.path.length === 0) return;
    const listed = (prefix: readonly string[]): string[] => this.#partsOf(prefix);
    if (moved && !listed([FALLBACK_ROOT]).includes(typed.path[0]!)) {
      const roots = [...this.#roots(), ...listed([FALLBACK_ROOT])];
      const near = nearest(typed.path[0]!, roots);
      const range = { from: typed.from, to: typed.from + typed.path[0]!.length };
      const fixes = near === null ? [] : [replaceFix(`Write "${near}"`, range, near)];
      const moveTo = `${FALLBACK_ROOT}.${typed.name}`;
      fixes.push(replaceFix(`Write "${moveTo}"`, typed, moveTo));
      const guess = near === null ? '' : `; did you mean ${near}?`;
      this.#add(
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
      this.#add('warning', 'unknown-field', range, `Did you mean ${near}? Events hardly have a ${path[i]} there.`, [
        replaceFix(`Write "${near}"`, range, near),
      ]);
      return;
    }
  }

  #unknownField({ unknownPart, choices }: Unresolved): void {
    const { path, name } = this.#comparison.field;
    const range = this.#partRange(unknownPart);
    if (choices.length === 0) {
      const before = path.slice(0, unknownPart).join('.');
      const rest = { from: range.from - 1, to: this.#comparison.field.to };
      this.#add(
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
    this.#add(
      'error',
      'unknown-field',
      range,
      near === null
        ? `There is no field ${path[unknownPart]}: use one of ${shown}.`
        : `There is no field ${path[unknownPart]}; did you mean ${near}?`,
      near === null ? [] : [replaceFix(`Write "${near}"`, range, near)],
    );
  }

  #needsPath(field: SchemaField): void {
    const typed = this.#comparison.field;
    const parts = [...(this.#schema.models.get(field.relation ?? '')?.fields ?? [])];
    const plain = parts.filter(([, part]) => this.#fits(part)).map(([name]) => `${typed.name}.${name}`);
    const example = plain[0] === undefined ? '' : `, such as ${plain[0]}`;
    this.#add(
      'error',
      'needs-path',
      typed,
      `${typed.name} has parts: compare one of them${example}.`,
      plain.slice(0, 3).map(name => replaceFix(`Write "${name}"`, typed, name)),
    );
  }

  /** `missing` is compared with names of fields: what they name is checked like a name that stands for itself. */
  #checkAbsence(constants: readonly Constant[]): void {
    const { field: typed, operator, operatorRange } = this.#comparison;
    if (isTextOperator(operator) || isOrderOperator(operator)) {
      this.#add('error', 'wrong-type', operatorRange, `${typed.name} holds names of fields: use =, !=, in or not in.`);
      return;
    }
    for (const constant of constants) this.#checkAbsent(constant);
  }

  #checkAbsent(constant: Constant): void {
    const typed = this.#comparison.field;
    if (constant.type !== 'string' || !isFieldName(constant.value)) {
      const message = `${typed.name} takes the name of a field in quotes, such as "context.geo.city".`;
      this.#add('error', 'bad-path', constant, message);
      return;
    }
    const name = constant.value;
    const resolution = resolveField(this.#schema, name.split('.'));
    if (isResolved(resolution) && resolution.field?.absence) {
      this.#add('error', 'bad-path', constant, `${name} is no field that an event has: name one inside its JSON.`);
      return;
    }
    if (isResolved(resolution) && !resolution.json) {
      const message = `Every event has ${name}, so it is never missing`;
      const fix = `${name} ${/!|not/.test(this.#comparison.operator) ? '!=' : '='} None`;
      const canFix = resolution.field?.nullable && this.#comparison.value === constant;
      this.#add(
        'warning',
        'never',
        constant,
        resolution.field?.nullable ? `${message}: compare it with None.` : `${message}.`,
        canFix ? [replaceFix(`Write "${fix}"`, this.#comparison, fix)] : [],
      );
      return;
    }
    // With escapes in it, the places of its parts are not where their letters are.
    const place = { from: constant.from + 1, to: constant.to - 1 };
    if (this.#slice(place) !== name && isResolved(resolution)) return;
    const named = new Checker(
      { ...this.#comparison, field: { name, path: name.split('.'), ...place } },
      this.#text,
      this.#schema,
    );
    if (isResolved(resolution)) named.#checkName(resolution);
    else named.#unknownField(resolution);
    this.found.push(...named.found);
  }

  /** Whether a part of what has parts is of the type that the values have. */
  #fits({ type }: SchemaField): boolean {
    const { value } = this.#comparison;
    const wanted = (value.type === 'list' ? value.items[0]! : value).type;
    if (type === 'int' || type === 'float') return wanted === 'number';
    return type === 'str' ? wanted === 'string' : type === 'bool' && wanted === 'boolean';
  }

  #checkConstant(constant: Constant, resolution: Resolved): void {
    const { field, json } = resolution;
    if (constant.type === 'none') {
      this.#checkNone(constant, resolution);
      return;
    }
    if (!field) return;
    if (isTime(field)) {
      this.#checkTime(constant, field.type);
      return;
    }
    if (!this.#checkType(constant, field, json)) return;
    if (constant.type !== 'string') return;
    if (this.#checkWildcard(constant, constant.value, field)) return;
    if (!isTextOperator(this.#comparison.operator)) this.#checkFormat(constant, constant.value, field);
    this.#checkOption(constant, constant.value, field);
  }

  #checkNone(constant: Constant, resolution: Resolved): void {
    if (this.#takesNone(resolution)) return;
    const { name } = this.#comparison.field;
    const message =
      this.#schema.dialect === 'djangoql'
        ? `The server does not compare ${name} with None: leave this out.`
        : `Every event has ${name}, so it is never None: leave this out.`;
    this.#add('error', 'not-nullable', constant, message, this.#withoutItem(constant));
  }

  #takesNone({ field, path, json }: Resolved): boolean {
    const { models, current, dialect } = this.#schema;
    if (!field) return !json || dialect !== 'djangoql' || models.get(current)?.fields.get(path[0]!)?.nullable === true;
    return field.nullable || isForeignKey(this.#schema, field);
  }

  /** The list without one of its values, when others are left. */
  #withoutItem(constant: Constant): Fix[] {
    const { value } = this.#comparison;
    if (value.type !== 'list' || value.items.length < 2) return [];
    const at = value.items.indexOf(constant);
    const [before, after] = [value.items[at - 1], value.items[at + 1]];
    const range = before ? { from: before.to, to: constant.to } : { from: constant.from, to: after!.from };
    return [replaceFix(`Remove ${this.#slice(constant)}`, range, '')];
  }

  /** Whether the value has the type of the field. Inside JSON a value may have any type, so there it is a warning. */
  #checkType(constant: Constant, field: SchemaField, json: boolean): boolean {
    const { field: typed, operator, operatorRange } = this.#comparison;
    const severity = json ? 'warning' : 'error';
    const message = `${typed.name} holds ${TYPE_NAMES[field.type]}`;
    switch (field.type) {
      case 'str':
        if (constant.type === 'string') return true;
        this.#add(severity, 'wrong-type', constant, `${message}: put the value in quotes.`, [
          replaceFix('Add quotes', constant, quote(this.#slice(constant))),
        ]);
        return false;
      case 'int':
      case 'float': {
        // DjangoQL knows whole numbers with labels, and tells only the labels.
        if (field.type === 'int' && constant.type === 'string' && hasOption(field, constant.value)) return true;
        if (isTextOperator(operator)) {
          this.#add(
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
          this.#add(severity, 'wrong-type', constant, `${message}: write a number without a fraction.`, fixes);
          return false;
        }
        // Some sources write an empty text where they have no number.
        if (json && constant.type === 'string' && constant.value === '' && !isOrderOperator(operator)) return true;
        const number = numberIn(constant);
        this.#add(
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
        this.#add(
          severity,
          'wrong-type',
          constant,
          `${message}: compare it with one of them.`,
          meant ? [replaceFix(`Write ${meant}`, constant, meant)] : [],
        );
        return false;
      }
      case 'unknown':
        if (!json) this.#add('error', 'wrong-type', constant, `${typed.name} can be compared with None only.`);
        return false;
      default:
        return true;
    }
  }

  /** `"log*"`, and `"%log%"` as SQL has it: a letter like any other, and hardly meant as one. */
  #checkWildcard(constant: Constant, value: string, { format }: SchemaField): boolean {
    const { operator, operatorRange } = this.#comparison;
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
        : [{ from: operatorRange.from, to: operatorRange.to, insert: spacedOut(this.#text, operatorRange, meant) }];
    changes.push({ from: constant.from, to: constant.to, insert: quote(middle) });
    const fixes = isListOperator(operator) ? [] : [{ label: `Write ${meant} "${middle}"`, changes }];
    const message = `"${start || end}" stands for itself here: use ~, startswith or endswith for a part of a text.`;
    const severity = format && !isTextOperator(operator) ? 'error' : 'warning';
    this.#add(severity, 'wildcard', constant, message, fixes);
    return true;
  }

  /** `~ "5"` on a number as `= 5`. */
  #equalsFix(constant: Constant): Fix[] {
    const { operator, operatorRange } = this.#comparison;
    const number = numberIn(constant);
    const sign = operator === '~' ? '=' : operator === '!~' ? '!=' : null;
    if (number === null || sign === null) return [];
    return [
      replaceFix(`Write "${sign} ${number}"`, { from: operatorRange.from, to: constant.to }, `${sign} ${number}`),
    ];
  }

  #checkTime(constant: Constant, type: SchemaField['type']): void {
    const { field, operator, operatorRange } = this.#comparison;
    if (constant.type === 'time') return;
    if (constant.type !== 'string') {
      this.#add(
        'error',
        'wrong-type',
        constant,
        `${field.name} holds times: write "YYYY-MM-DD" or "YYYY-MM-DD HH:MM:SS".`,
        unixTimeFix(constant),
      );
      return;
    }
    const { value } = constant;
    // DjangoQL reads the empty text as None.
    if (value === '') return;
    if (type === 'date' && this.#schema.dialect === 'djangoql' && timeOfDay(value) !== '') {
      const day = value.slice(0, value.length - timeOfDay(value).length);
      this.#add('error', 'bad-time', constant, `${field.name} holds dates: write "YYYY-MM-DD" without a time.`, [
        replaceFix(`Write "${day}"`, constant, quote(day)),
      ]);
      return;
    }
    if (isTextOperator(operator)) {
      if (this.#schema.dialect !== 'djangoql' || isDjangoqlTime(value)) return;
      this.#add(
        'error',
        'bad-time',
        constant,
        `The server takes whole dates only: write "YYYY-MM-DD", or compare with < and >=.`,
      );
      return;
    }
    if (readRelativeTime(value)) return;
    if (!Number.isNaN(timeMicros(value))) {
      if (
        /^\d{4}-\d{1,2}-\d{1,2}$/.test(value) &&
        (operator === '=' || operator === '!=') &&
        this.#comparison.value.type !== 'list'
      ) {
        const day = operator === '=' ? '~' : '!~';
        this.#add(
          'warning',
          'date-is-midnight',
          constant,
          `A date is its first moment: use "${day}" for the whole day.`,
          [replaceFix(`Write "${day}"`, operatorRange, day)],
        );
      }
      return;
    }
    this.#add(
      'error',
      'bad-time',
      constant,
      'Write a time as "YYYY-MM-DD", "YYYY-MM-DD HH:MM:SS", "2024-01-30T09:00:00Z" or now-7d.',
      this.#timeFixes(constant, value),
    );
  }

  #timeFixes(constant: Constant, value: string): Fix[] {
    const { operator, operatorRange } = this.#comparison;
    if (/^\d{4}(-\d{1,2})?$/.test(value) && (operator === '=' || operator === '!=')) {
      const text = operator === '=' ? '~' : '!~';
      return [replaceFix(`Write "${text}"`, operatorRange, text)];
    }
    const meant = relativeTimeMeant(value);
    if (meant !== null) return [replaceFix(`Write ${meant}`, constant, meant)];
    const repaired = isoDate(value);
    return repaired === value || Number.isNaN(timeMicros(repaired))
      ? []
      : [replaceFix(`Write "${repaired}"`, constant, quote(repaired))];
  }

  #checkFormat(place: Range, value: string, { format }: SchemaField): void {
    const { operator, operatorRange } = this.#comparison;
    if (isOrderOperator(operator)) return;
    if (format === 'uuid' && canonicalUuid(value) === null) {
      this.#add(
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
        this.#add('error', 'bad-ip', place, message, this.#startsWithFix(true, { place, value: network }));
        return;
      }
      const partial = /^[\d.]+$|^[\da-f:]+$/i.test(value);
      const message = partial
        ? 'Write a whole IP address, or use "startswith".'
        : 'Write an IP address, such as "192.0.2.1" or "2001:db8::1".';
      this.#add('error', 'bad-ip', place, message, operatorRange ? this.#startsWithFix(partial) : []);
    }
  }

  /** The operator that compares the beginning, with another value where that is needed. */
  #startsWithFix(partial: boolean, other?: { place: Range; value: string }): Fix[] {
    const { operator, operatorRange } = this.#comparison;
    const meant = operator === '=' ? 'startswith' : operator === '!=' ? 'not startswith' : null;
    if (!partial || meant === null) return [];
    const { from, to } = operatorRange;
    const change = { from, to, insert: spacedOut(this.#text, operatorRange, meant) };
    if (!other) return [{ label: `Write "${meant}"`, changes: [change] }];
    const { place, value } = other;
    const changed = { from: place.from, to: place.to, insert: quote(value) };
    return [{ label: `Write ${meant} "${value}"`, changes: [change, changed] }];
  }

  /** A label in the place of a value, a value in other letters, or a value that looks like a known one. */
  #checkOption(place: Range, value: string, field: SchemaField): void {
    const { operator, field: typed } = this.#comparison;
    const options = field.options;
    if (!options || value === '' || isOrderOperator(operator)) return;
    if (hasOption(field, value)) return;
    const labelled = this.#valueOfLabel(value, field);
    if (labelled !== null) {
      // Where the server reads labels, the query works as it is; elsewhere it finds nothing.
      const works = field.choices && valueOfLabel(field, value) !== null;
      this.#add(
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
    this.#add('warning', code, place, message, [replaceFix(`Write "${near}"`, place, quote(near))]);
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

  #roots(): string[] {
    return [...(this.#schema.models.get(this.#schema.current)?.fields.keys() ?? [])];
  }

  /** The names the schema lists for what is inside a path. */
  #partsOf(path: readonly string[]): string[] {
    const resolution = resolveField(this.#schema, path);
    const relation = isResolved(resolution) ? resolution.field?.relation : undefined;
    return [...(this.#schema.models.get(relation ?? '')?.fields.keys() ?? [])];
  }

  #partRange(part: number): Range {
    const { path, from } = this.#comparison.field;
    const start = from + path.slice(0, part).reduce((sum, name) => sum + name.length + 1, 0);
    return { from: start, to: start + path[part]!.length };
  }

  #slice({ from, to }: Range): string {
    return this.#text.slice(from, to);
  }

  #add(
    severity: Diagnostic['severity'],
    code: string,
    { from, to }: Range,
    message: string,
    fixes: readonly Fix[] = [],
  ): void {
    this.found.push({ from, to, severity, code, message, fixes });
  }
}
