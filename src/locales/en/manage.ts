import type { Localize } from '../../internal/localize.js';
import { commonEn } from './common.js';

/** What the elements that manage say alike: exports, notifications, rules, retention. */
export const manageEn = {
  ...commonEn,

  manageFailed: 'That did not work.',
  manageNoLicence: 'This server has no licence for that.',
  manageForbidden: 'You may not do that.',
  manageGone: 'It is not there any more.',
  manageNoAnswer: 'There was no answer.',
  manageTryAgain: 'Try again',
  manageCancel: 'Cancel',
  manageDelete: 'Delete',
  manageSave: 'Save',
  exportNoQuery: 'All events',
  exportCounting: 'Counting…',
  severity: (severity: 'notice' | 'warning' | 'alert') =>
    ({ notice: 'Notice', warning: 'Warning', alert: 'Alert' })[severity],
};

export type ManageTexts = Localize<keyof typeof manageEn>;
