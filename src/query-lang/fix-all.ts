import type { Change, Diagnostic, Fix } from './diagnostic.js';

/**
 * The first fix of every problem that has one, made together: what people mean by "yes, all of that". Of fixes that touch the
 * same place the first is taken; what is left shows when the text is looked at again. Nothing is removed that was not understood.
 * Null when fewer than `least` fixes fit.
 */
export function fixAll(problems: readonly Diagnostic[], label: string, least = 2): Fix | null {
  const taken: Change[] = [];
  let count = 0;
  for (const { code, fixes } of problems) {
    const changes = fixes[0]?.changes;
    if (!changes || code === 'unexpected' || changes.some(change => taken.some(other => overlaps(change, other))))
      continue;
    taken.push(...changes);
    count += 1;
  }
  return count < least ? null : { label, changes: taken.sort((a, b) => a.from - b.from || a.to - b.to) };
}

/** Whether two changes cannot both be made; those that put something in at the same place can, one behind the other. */
function overlaps(a: Change, b: Change): boolean {
  return a.from < b.to && b.from < a.to;
}
