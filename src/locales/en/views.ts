import type { Localize } from '../../internal/localize.js';
import { commonEn } from './common.js';

/** What `<event-views>` says. */
export const viewsEn = {
  ...commonEn,

  viewsLabel: 'Views',
  viewsNone: 'No saved views yet.',
  viewsName: 'Name of this view',
  viewsSave: 'Save',
  viewsSaveNew: 'Save as new',
  viewsSaved: (name: string) => `${name} saved`,
  viewsEdited: 'edited',
  viewsRemove: (name: string) => `Remove ${name}`,
  viewsCopyLink: 'Copy link',
  viewsLinkCopied: 'Link copied',
  viewsUnreadable: 'Saved views could not be read.',
  viewsUnwritable: 'The view could not be saved.',
};

export type ViewsTexts = Localize<keyof typeof viewsEn>;
