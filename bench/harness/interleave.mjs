/**
 * Measures each contestant `rounds` times, one after the other, so that whatever slows the machine down slows all of them.
 *
 * @template {string} Name
 * @template Result
 * @param {readonly { name: Name }[]} contestants
 * @param {number} rounds
 * @param {(name: Name) => Promise<Result>} measure
 * @param {string} what for the log
 * @param {(line: string) => void} log
 * @returns {Promise<Record<Name, Result[]>>}
 */
export async function interleave(contestants, rounds, measure, what, log) {
  const results = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    log(`${what}, round ${round + 1} of ${rounds}`);
    for (const { name } of contestants) results[name].push(await measure(name));
  }
  return results;
}
