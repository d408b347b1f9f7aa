/** On a documentation page a story of another theme or direction wants a page of its own. */
const ownPage = (height: string): { docs: { story: { inline: false; height: string } } } => ({
  docs: { story: { inline: false, height } },
});

/** Parameters of a story that is always dark. */
export const dark = (height: string): { globals: { theme: string }; parameters: object } => ({
  globals: { theme: 'dark' },
  parameters: ownPage(height),
});

/** Parameters of a story whose page is written from right to left. */
export const rightToLeft = (
  height: string,
): { globals: { direction: string; language: string }; parameters: object } => ({
  globals: { direction: 'rtl', language: 'ar' },
  parameters: ownPage(height),
});
