/** The same, with the next one asked for before one is given: so the source works while the reader does. */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T, undefined, undefined> {
  const items = source[Symbol.asyncIterator]() as AsyncIterator<T, unknown, undefined>;
  let next = items.next();
  try {
    for (;;) {
      const item = await next;
      if (item.done) return;
      next = items.next();
      next.catch(() => undefined); // told when it is asked for; until then it must not count as unhandled
      yield item.value;
    }
  } finally {
    await items.return?.();
  }
}
