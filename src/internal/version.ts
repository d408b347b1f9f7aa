/** Version of the package, as in package.json (a test holds the two together). Elements carry it so that two copies on a page can tell. */
export const VERSION = '0.1.0';
