export { EventProvider } from './event-provider.js';
export {
  EventExportRequestEvent,
  EventLayoutRequestEvent,
  EventOrderingRequestEvent,
  EventRangeRequestEvent,
  EventRefreshRequestEvent,
  EventRevealRequestEvent,
  EventSearchRequestEvent,
  EventSelectRequestEvent,
  EventTimeZoneRequestEvent,
  ViewRequestEvent,
  type ExportRequestColumn,
} from './event-provider.events.js';
export { DataElement } from './data-element.js';
export { ProviderController } from './provider-controller.js';
export { LayoutPart } from './layout-part.js';
export { SourceElement } from './source-element.js';
export type { UrlHistory } from './url-state.js';
export { viewContext } from './view-context.js';
export { ViewStore, type EventsSource, type ViewState } from './view-store.js';
