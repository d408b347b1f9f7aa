/** Height of a row: 32, 40 or 56 px. The tallest shows two lines. */
export const DENSITIES = ['compact', 'normal', 'tall'] as const;
export type Density = (typeof DENSITIES)[number];

/** How times are shown: how long ago, or as day and clock. */
export const TIME_FORMS = ['relative', 'exact'] as const;
export type TimeForm = (typeof TIME_FORMS)[number];
