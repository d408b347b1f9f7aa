import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseJson, parseProfile, profiles, type Profile } from 'event-elements/model';
import { nearest } from '../nearest.js';

/** A profile that is not there or not right. The message is for the person who named it. */
export class ProfileLoadError extends Error {
  override readonly name = 'ProfileLoadError';
}

/**
 * The profile a person names: one of the kit's, or a JSON file of their own.
 *
 * @throws ProfileLoadError
 */
export async function loadProfile(nameOrFile: string): Promise<{ name: string; profile: Profile }> {
  const builtIn = namedProfile(nameOrFile);
  if (builtIn) return { name: nameOrFile, profile: builtIn };
  if (!existsSync(nameOrFile)) {
    const names = Object.keys(profiles).sort();
    const near = nearest(nameOrFile, names);
    throw new ProfileLoadError(
      `There is no profile and no file called ${nameOrFile}.${near ? ` Did you mean ${near}?` : ''} ` +
        `Profiles: ${names.join(', ')}.`,
    );
  }
  try {
    return { name: nameOrFile, profile: parseProfile(parseJson(await readFile(nameOrFile, 'utf8'))) };
  } catch (error) {
    throw new ProfileLoadError(
      `The profile ${nameOrFile} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}

/** One of the kit's own profiles. */
export function namedProfile(name: string): Profile | undefined {
  return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}
