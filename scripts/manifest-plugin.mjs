/**
 * What the analyzer leaves to us: published paths instead of sources, the `custom-element-definition` exports that our
 * define modules stand for, and nothing in the manifest that is not public and documented.
 */
import { posix } from 'node:path';

/** `src/a.ts` and `/src/a.js` are what people get as `dist/a.js`. */
export function publishedPath(path) {
  return path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
}

export function publishedManifest() {
  /** Calls of defineElement: module path -> names of the classes, with the module each was imported from. */
  const definitions = new Map();
  let imports = new Map();

  return {
    name: 'published-manifest',

    initialize() {
      definitions.clear();
    },

    analyzePhase({ ts, node, moduleDoc }) {
      if (ts.isSourceFile(node)) imports = new Map();
      if (ts.isImportDeclaration(node) && node.importClause?.namedBindings?.elements) {
        for (const element of node.importClause.namedBindings.elements) {
          imports.set(element.name.text, node.moduleSpecifier.text);
        }
      }
      if (ts.isCallExpression(node) && node.expression.getText() === 'defineElement' && node.arguments[0]) {
        const name = node.arguments[0].getText();
        const from = imports.get(name);
        if (!from) return;
        const module = posix.join(posix.dirname(moduleDoc.path), from).replace(/\.js$/, '.ts');
        const list = definitions.get(moduleDoc.path) ?? [];
        definitions.set(moduleDoc.path, [...list, { name, module }]);
      }
    },

    packageLinkPhase({ customElementsManifest: manifest }) {
      const declarations = new Map();
      for (const module of manifest.modules) {
        for (const declaration of module.declarations) declarations.set(declaration.name, declaration);
      }
      const kept = publicDeclarations(declarations);
      for (const module of manifest.modules) {
        module.declarations = module.declarations.filter(declaration => kept.has(declaration.name));
        module.exports = module.exports.filter(entry => kept.has(entry.declaration.name));
        for (const { name, module: from } of definitions.get(module.path) ?? []) {
          const tag = declarations.get(name)?.tagName;
          if (!tag) throw new Error(`${module.path} defines ${name}, which has no @tagname`);
          module.exports.push({ kind: 'custom-element-definition', name: tag, declaration: { name, module: from } });
        }
        module.declarations.forEach(clean);
        for (const { declaration } of module.exports) {
          // A re-export keeps the specifier as it was written.
          if (declaration.module?.startsWith('.')) {
            declaration.module = posix.join(posix.dirname(module.path), declaration.module);
          }
        }
      }
      manifest.modules = manifest.modules
        .filter(module => module.declarations.length > 0 || module.exports.length > 0)
        .sort((a, b) => (a.path < b.path ? -1 : 1));
      renamePaths(manifest);
    },
  };
}

/** What browsers and Lit call by themselves; the analyzer knows the rest of them. */
const PLATFORM = new Set([
  'shadowRootOptions',
  'formAssociated',
  'formAssociatedCallback',
  'formDisabledCallback',
  'formResetCallback',
  'formStateRestoreCallback',
]);

/** Elements, what they inherit from, and event classes. Everything else is for the compiler's declarations to tell. */
function publicDeclarations(declarations) {
  const kept = new Set();
  const keepWithAncestors = name => {
    const declaration = declarations.get(name);
    if (!declaration || kept.has(name)) return;
    kept.add(name);
    if (declaration.superclass) keepWithAncestors(declaration.superclass.name);
  };
  const isEvent = declaration =>
    /^(Custom)?Event$/.test(declaration?.superclass?.name ?? '') ||
    (declaration?.superclass && isEvent(declarations.get(declaration.superclass.name)));
  for (const [name, declaration] of declarations) {
    if (declaration.customElement || isEvent(declaration)) keepWithAncestors(name);
  }
  return kept;
}

function clean(declaration) {
  const parent = declaration.superclass;
  if (/^(Custom)?Event$/.test(parent?.name ?? '')) declaration.superclass = { name: parent.name, package: 'global:' };
  if (declaration.members) {
    declaration.members = declaration.members.filter(
      ({ name, privacy }) => !/^[#_]/.test(name) && !/^(private|protected)$/.test(privacy) && !PLATFORM.has(name),
    );
  }
  if (declaration.attributes) {
    // Observed so that a change shows; the attribute is the platform's own.
    declaration.attributes = declaration.attributes.filter(({ name, fieldName }) => fieldName || !/^aria-/.test(name));
  }
  if (declaration.events) {
    // The analyzer takes the first argument of a constructor inside dispatchEvent() for the name of an event. What is
    // documented came from @fires and has a description or, at least, a type.
    declaration.events = declaration.events.filter(
      ({ name, description, type }) => name && (description || isOurs(type)),
    );
  }
}

function isOurs(type) {
  return Boolean(type?.text) && type.text !== 'Event' && type.text !== 'CustomEvent';
}

function renamePaths(value) {
  if (Array.isArray(value)) return value.forEach(renamePaths);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === 'path' || key === 'module') && typeof inner === 'string') value[key] = publishedPath(inner);
    else renamePaths(inner);
  }
}
