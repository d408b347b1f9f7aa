import type { Profile } from '../profile.js';
import { authentik } from './authentik.js';
import { azureSignin } from './azure-signin.js';
import { cloudtrail } from './cloudtrail.js';
import { githubAudit } from './github-audit.js';
import { githubWebhooks } from './github-webhooks.js';
import { kubernetes } from './kubernetes.js';
import { okta } from './okta.js';
import { otel } from './otel.js';

const all: readonly Profile[] = [
  authentik,
  cloudtrail,
  okta,
  githubWebhooks,
  githubAudit,
  kubernetes,
  azureSignin,
  otel,
];

/** The profiles of this kit, by name. */
export const profiles: Record<string, Profile> = Object.fromEntries(all.map(profile => [profile.name, profile]));
