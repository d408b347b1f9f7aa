const seen = new Set<string>();

/**
 * Tells the developer of the page about a mistake, once per message. Bad input never throws: the element says this and
 * renders what can be rendered. Every code is listed in docs/logs.md, with its cause and what to do.
 *
 * @param code short kebab-case name that can be searched for
 * @param message one sentence: what is wrong, and what is done instead
 */
export function warnOnce(code: string, message: string): void {
  const line = `[event-elements] ${message} (${code})`;
  if (seen.has(line)) return;
  seen.add(line);
  console.warn(line);
}

/** Forgets what was said, for tests. */
export function resetWarnings(): void {
  seen.clear();
}
