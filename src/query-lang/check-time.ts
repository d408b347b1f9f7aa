import { replaceFix, type Fix } from './diagnostic.js';
import { Findings } from './findings.js';
import { isTextOperator, type Constant } from './query.js';
import { readRelativeTime } from './relative-time.js';
import type { SchemaField } from './schema.js';
import { quote } from './strings.js';
import { relativeTimeMeant } from './time-slips.js';
import { isDjangoqlTime, secondsText, timeMicros } from './times.js';

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

/** What follows the date in the text of a time. */
function timeOfDay(text: string): string {
  return /^\d{4}-\d{1,2}-[ \d]?\d([T\s]+\d.*)$/.exec(text)?.[1] ?? '';
}

/** Whether a value names a time, where a field holds times. */
export class TimeChecks extends Findings {
  checkTime(constant: Constant, type: SchemaField['type']): void {
    const { field, operator, operatorRange } = this.comparison;
    if (constant.type === 'time') return;
    if (constant.type !== 'string') {
      this.add(
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
    if (type === 'date' && this.schema.dialect === 'djangoql' && timeOfDay(value) !== '') {
      const day = value.slice(0, value.length - timeOfDay(value).length);
      this.add('error', 'bad-time', constant, `${field.name} holds dates: write "YYYY-MM-DD" without a time.`, [
        replaceFix(`Write "${day}"`, constant, quote(day)),
      ]);
      return;
    }
    if (isTextOperator(operator)) {
      if (this.schema.dialect !== 'djangoql' || isDjangoqlTime(value)) return;
      this.add(
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
        this.comparison.value.type !== 'list'
      ) {
        const day = operator === '=' ? '~' : '!~';
        this.add(
          'warning',
          'date-is-midnight',
          constant,
          `A date is its first moment: use "${day}" for the whole day.`,
          [replaceFix(`Write "${day}"`, operatorRange, day)],
        );
      }
      return;
    }
    this.add(
      'error',
      'bad-time',
      constant,
      'Write a time as "YYYY-MM-DD", "YYYY-MM-DD HH:MM:SS", "2024-01-30T09:00:00Z" or now-7d.',
      this.#timeFixes(constant, value),
    );
  }

  #timeFixes(constant: Constant, value: string): Fix[] {
    const { operator, operatorRange } = this.comparison;
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
}
