import { chartEn } from './en/chart.js';
import { detailEn } from './en/detail.js';
import { diffEn } from './en/diff.js';
import { exportsEn } from './en/exports.js';
import { facetsEn } from './en/facets.js';
import { jsonTreeEn } from './en/json-tree.js';
import { logEn } from './en/log.js';
import { logLateEn } from './en/log-late.js';
import { mapEn } from './en/map.js';
import { notificationsEn } from './en/notifications.js';
import { queryInputEn } from './en/query-input.js';
import { retentionEn } from './en/retention.js';
import { rulesEn } from './en/rules.js';
import { timeRangeEn } from './en/time-range.js';
import { viewsEn } from './en/views.js';

/**
 * Every text of the kit, in English: the source other languages are typed after. A text with something in it is a
 * function; numbers come to it as numbers, because plural and grouping differ by language.
 *
 * Elements take theirs from the files in `en/`, so that a page loads the words of the elements it has.
 */
export const en = {
  $code: 'en',
  $name: 'English',
  $dir: 'ltr' as 'ltr' | 'rtl',
  ...logEn,
  ...logLateEn,
  ...detailEn,
  ...diffEn,
  ...jsonTreeEn,
  ...queryInputEn,
  ...timeRangeEn,
  ...mapEn,
  ...facetsEn,
  ...chartEn,
  ...exportsEn,
  ...notificationsEn,
  ...rulesEn,
  ...retentionEn,
  ...viewsEn,
};
