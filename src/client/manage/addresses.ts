import type { Transport } from '../transport.js';
import type { DataExports, Notifications } from './types.js';

/** What answers at once, and so must not wait for code. */
export interface Addresses {
  fileUrl: DataExports['fileUrl'];
  linkOf: Notifications['linkOf'];
  fileOf: NonNullable<Notifications['fileOf']>;
}

/** Where exports and notifications of an API lead. */
export function addresses(transport: Transport, download: DataExports['download']): Addresses {
  const resolve = (address: string | null | undefined): string | null => (address ? transport.resolve(address) : null);
  return {
    fileUrl: ({ file_url }) => resolve(file_url),
    linkOf: ({ hyperlink }) => resolve(hyperlink),
    fileOf({ hyperlink }) {
      const url = transport.provesByHeaders ? resolve(hyperlink) : null;
      const id = url === null ? null : exportAt(url, transport.resolve('')!);
      return id === null ? null : options => download({ id }, options);
    },
  };
}

/** The id of the export whose file an API with such a base has at an address. */
function exportAt(address: string, base: string): string | null {
  const [url, api] = [new URL(address), new URL(base)];
  if (url.origin !== api.origin || !url.pathname.startsWith(api.pathname)) return null;
  const id = /^reports\/exports\/([\w-]+)\/file\/?$/.exec(url.pathname.slice(api.pathname.length));
  return id?.[1] ?? null;
}
