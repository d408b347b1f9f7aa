/** Where an export is made: by the server in the background, or by this page while it is open. */
export const EXPORT_PLACES = ['server', 'browser'] as const;
export type ExportPlace = (typeof EXPORT_PLACES)[number];
