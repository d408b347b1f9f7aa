/** How counts are drawn: parts of a bar on top of each other, or a line each. */
export const CHART_KINDS = ['bars', 'lines'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** What a length stands for: a count, or its power of ten. */
export const CHART_SCALES = ['linear', 'log'] as const;
export type ChartScale = (typeof CHART_SCALES)[number];

export const CHART_FORMS = ['chart', 'table'] as const;
export type ChartForm = (typeof CHART_FORMS)[number];
