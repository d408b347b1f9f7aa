/** Packages without a module entry: papaparse is one function around an object. */
const COMMONJS = /\/node_modules\/papaparse\/papaparse(\.min)?\.js$/;

/**
 * The runner serves files as they are: this makes a module of an imported `.css` (its text), `.json` (its value) or CommonJS
 * package (its exports).
 */
export function assetsPlugin() {
  const isImport = context =>
    /\.(css|json)$/.test(context.path) &&
    !['document', 'style', 'iframe', 'empty'].includes(context.get('sec-fetch-dest')) &&
    !context.path.startsWith('/__w');
  return {
    name: 'assets',
    resolveMimeType(context) {
      return isImport(context) ? 'js' : undefined;
    },
    transform(context) {
      if (COMMONJS.test(context.path))
        return {
          body: `const module = { exports: {} };\nconst exports = module.exports;\n${context.body}\nexport default module.exports;`,
        };
      if (!isImport(context)) return undefined;
      return { body: `export default ${context.path.endsWith('.json') ? context.body : JSON.stringify(context.body)}` };
    },
  };
}
