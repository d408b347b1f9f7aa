/** The tokens of a JSON Pointer (RFC 6901), or `undefined` when it is none. */
export function parsePointer(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map(token => token.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** A path as a list of links, from the end to the start: edits may be ten thousand levels deep. */
export interface PathLink {
  readonly key: string | number;
  readonly parent: PathLink | null;
}

export function formatPointer(path: PathLink | null): string {
  const tokens: string[] = [];
  for (let at = path; at; at = at.parent) {
    tokens.push(typeof at.key === 'number' ? String(at.key) : at.key.replace(/~/g, '~0').replace(/\//g, '~1'));
  }
  return tokens
    .reverse()
    .map(token => `/${token}`)
    .join('');
}
