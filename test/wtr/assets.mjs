/** The runner serves files as they are: this makes a module of an imported `.css` (its text) or `.json` (its value). */
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
      if (!isImport(context)) return undefined;
      return { body: `export default ${context.path.endsWith('.json') ? context.body : JSON.stringify(context.body)}` };
    },
  };
}
