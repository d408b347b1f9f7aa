/**
 * Writes custom-elements.json, what editors, Storybook and documentation know of the elements. With --check, only says
 * whether the file is what the sources would give. Either way it fails when something public has no description, or
 * when the comments and the templates disagree on slots, parts, custom properties or events.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { ROOT } from './run.mjs';

const target = join(ROOT, 'custom-elements.json');

/** The manifest as the sources have it now. */
export async function analyze() {
  return cli({
    argv: ['analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet'],
    cwd: ROOT,
    noWrite: true,
  });
}

/** What of a manifest is public and undescribed, as sentences. */
export function undescribed(manifest) {
  const problems = [];
  for (const declaration of manifest.modules.flatMap(module => module.declarations)) {
    const need = (kind, items = []) => {
      for (const { name, description } of items) {
        if (!description?.trim()) problems.push(`${declaration.name}: ${kind} "${name}" has no description`);
      }
    };
    need('class', [declaration]);
    if (!declaration.customElement) continue;
    need('property or method', declaration.members);
    need('attribute', declaration.attributes);
    need('event', declaration.events);
    need('slot', declaration.slots);
    need('part', declaration.cssParts);
    need('custom property', declaration.cssProperties);
    need('state', declaration.cssStates);
  }
  return problems;
}

/**
 * Where comments and code of one folder disagree.
 *
 * @param {object[]} elements the manifest's element declarations of the folder
 * @param {string} code the folder's sources, without tests
 * @param {string} tokens the shared custom properties, which an element may name as ones it listens to
 */
export function disagreements(elements, code, tokens) {
  const documented = key => new Set(elements.flatMap(element => (element[key] ?? []).map(({ name }) => name)));
  const withoutComments = code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found = pattern =>
    new Set([...withoutComments.matchAll(pattern)].flatMap(match => (match[1] ?? match[2] ?? '').split(/\s+/)));
  const named = elements.map(({ tagName }) => `<${tagName}>`).join(', ');
  const problems = [];
  const compare = (what, comments, used, isUsed = name => used.has(name)) => {
    for (const name of used) if (!comments.has(name)) problems.push(`${named}: ${what} "${name}" is in no comment`);
    for (const name of comments)
      if (!isUsed(name)) problems.push(`${named}: ${what} "${name}" is documented, not there`);
  };
  const mentioned = name => new RegExp(`['"\`\\s]${name}['"\`\\s]`).test(withoutComments);
  compare('slot', documented('slots'), found(/<slot(?:\s[^>]*?\bname="([\w-]+)")?/g));
  compare(
    'part',
    documented('cssParts'),
    found(/\spart="([\w\s-]+)"|\bsetAttribute\('part', '([\w\s-]+)'\)/g),
    mentioned,
  );
  const own = found(/var\(\s*(--event-(?!kit-)[\w-]+)/g);
  compare('custom property', documented('cssProperties'), own, name => own.has(name) || tokens.includes(`${name}:`));
  return problems;
}

/** Public event classes whose event no element says it fires. */
export function unfired(manifest) {
  const declarations = manifest.modules.flatMap(module => module.declarations);
  const fired = new Set(declarations.flatMap(({ events }) => events ?? []).map(({ name }) => name));
  return declarations.flatMap(({ name, members = [] }) => {
    const type = members.find(member => member.name === 'type' && member.static)?.default?.replace(/^'|'$/g, '');
    return type && !fired.has(type) ? [`${name}: event "${type}" is in no element's @fires`] : [];
  });
}

function sourcesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

async function main(check) {
  const manifest = await analyze();
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const problems = [...undescribed(manifest), ...unfired(manifest)];
  const components = join(ROOT, 'src', 'components');
  const tokens = readFileSync(join(ROOT, 'src', 'styles', 'tokens.css'), 'utf8');
  for (const entry of readdirSync(components, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const elements = manifest.modules
      .filter(({ path }) => path.startsWith(`dist/components/${entry.name}/`))
      .flatMap(module => module.declarations)
      .filter(declaration => declaration.customElement);
    const code = sourcesOf(join(components, entry.name));
    problems.push(...disagreements(elements, code, tokens));
  }
  if (check) {
    let present = '';
    try {
      present = readFileSync(target, 'utf8');
    } catch {
      // Said below.
    }
    if (present !== text) problems.push('custom-elements.json is out of date: run node scripts/manifest.mjs');
  } else {
    writeFileSync(target, text);
  }
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv.includes('--check'));
}
