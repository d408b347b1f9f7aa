/** The few figures that a table needs. */

export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)];
  return low + (sorted[Math.ceil(at)] - low) * (at - Math.floor(at));
}

export const median = values => quantile(values, 0.5);

/**
 * Median, and the middle half of the rounds as the spread: one round in which another process had the core does not
 * widen it, a measurement that cannot be trusted does.
 */
export function summary(values) {
  return { median: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75), rounds: values.length };
}

/**
 * How many times the reference, round by round: contestants of one round ran right after each other, so a machine that
 * slows down between rounds slows both and leaves the ratio.
 */
export function ratios(values, reference) {
  return summary(values.map((value, round) => value / reference[round]));
}
