/**
 * Conditions that together find the events without a place: just those that the model's `places` counts as missing or private.
 * Their country is no text or an empty one, and no coordinate is given. (Which addresses are private no query can say.) For
 * {@link toggleConditions}.
 */
export const NO_PLACE: readonly string[] = [
  'missing = "context.geo.country" or not (context.geo.country > "")',
  ...['lat', 'long'].map(
    name => `missing = "context.geo.${name}" or context.geo.${name} = None or context.geo.${name} = ""`,
  ),
];
