import { invalid, refused } from './errors.js';

/** The body's bytes as they come. */
export function bodyOf(request: Request): AsyncIterable<Uint8Array> {
  return (request.body ?? []) as AsyncIterable<Uint8Array>;
}

/** All of the body as text. @throws ApiError 413 when it is longer, 400 when it is no UTF-8 */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bodyOf(request)) {
    length += chunk.length;
    if (length > maxBytes) throw refused(413, `The body is longer than ${maxBytes} bytes, the most that is taken.`);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw invalid('non_field_errors', 'The body is not valid UTF-8.');
  }
}
