import type { DataExport, ExportRun } from '../../client/index.js';

/** A reader started an export: on the server (`dataExport`), or in this page (`run`). */
export class EventExportsStartEvent extends CustomEvent<{ dataExport: DataExport | null; run: ExportRun | null }> {
  static readonly type = 'event-exports-start';
  constructor(dataExport: DataExport | null, run: ExportRun | null) {
    super(EventExportsStartEvent.type, { detail: { dataExport, run }, bubbles: true, composed: true });
  }
}

/** A reader deleted exports of the server, by their ids. */
export class EventExportsDeleteEvent extends CustomEvent<{ ids: readonly string[] }> {
  static readonly type = 'event-exports-delete';
  constructor(ids: readonly string[]) {
    super(EventExportsDeleteEvent.type, { detail: { ids }, bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-exports-start': EventExportsStartEvent;
    'event-exports-delete': EventExportsDeleteEvent;
  }
}
