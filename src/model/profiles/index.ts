import type { EventRecord } from '../record.js';
import { profiles } from './builtin/index.js';
import { ProfileError, type Profile, type Reject } from './profile.js';
import { compileCondition, type Test } from './source.js';
import { compileProfile, type Mapper } from './to-record.js';
import { unpackBatches } from './unpack.js';

const mappers = new WeakMap<Profile, Mapper>();

function profileOf(profile: Profile | string): Profile {
  if (typeof profile !== 'string') return profile;
  if (Object.hasOwn(profiles, profile)) return profiles[profile]!;
  throw new ProfileError(`There is no profile "${profile}"; there are ${Object.keys(profiles).join(', ')}.`);
}

/**
 * The record for one event of a source. Facts land in authentik's own vocabulary (`user.username`, `client_ip`,
 * `context.geo.country`, `context.model.name`, …), so one set of views and queries serves every source; the whole original
 * is `context.raw`.
 *
 * @param profile - A profile or the name of one of {@link profiles}.
 * @param event - One event as parsed JSON. For documents that hold several, see {@link unpack}.
 * @returns The record, or a {@link Reject} that says why there is none. Never throws on an event.
 * @throws ProfileError for a name there is no profile of.
 */
export function toRecord(profile: Profile | string, event: unknown): EventRecord | Reject {
  const found = profileOf(profile);
  let mapper = mappers.get(found);
  if (!mapper) mappers.set(found, (mapper = compileProfile(found)));
  return mapper(event);
}

/**
 * The events within one parsed JSON document, in order: most lines of most logs are one event, but CloudTrail writes files
 * `{"Records": […]}` and OpenTelemetry `{"resourceLogs": […]}`.
 */
export function unpack(profile: Profile | string, json: unknown): unknown[] {
  return unpackBatches(json, profileOf(profile).batches ?? []);
}

/** At least this share of the samples must look like events of one profile. */
const ENOUGH = 0.5;

/**
 * The name of the profile that these events (parsed JSON; a few of the first lines) look like, or `null` when that is not
 * clear: fewer than half of them fit, or two profiles fit equally well.
 */
export function guessProfile(samples: readonly unknown[]): string | null {
  const scores = Object.entries(profiles).map(([name, profile]) => {
    const tests: Test[] = (profile.detect ?? []).map(condition => compileCondition(condition));
    const events = samples.flatMap(sample => unpack(profile, sample));
    const fitting = events.filter(event => tests.some(test => test(event))).length;
    return { name, share: events.length === 0 ? 0 : fitting / events.length };
  });
  scores.sort((a, b) => b.share - a.share);
  const [best, second] = scores;
  return best && best.share >= ENOUGH && best.share > (second?.share ?? 0) ? best.name : null;
}
