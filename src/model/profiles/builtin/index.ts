import type { Profile } from '../profile.js';
import { authentik } from './authentik.js';

const all: readonly Profile[] = [authentik];

/** The profiles of this kit, by name. */
export const profiles: Record<string, Profile> = Object.fromEntries(all.map(profile => [profile.name, profile]));
