import { expect, fixture, html } from '@open-wc/testing';
import { actionNames, bareEvent, fullEvent, hostileEvent } from '../../../stories/action-events.js';
import { viewport } from '../../../test/wtr/commands.js';
import type { EventRecord } from '../../model/index.js';
import './define.js';
import type { EventDetail } from './index.js';

/** What the details of an event say, white space as it is read. */
async function details(detail: EventDetail, record: EventRecord): Promise<string> {
  detail.record = record;
  await detail.updateComplete;
  return detail.shadowRoot!.querySelector('#panel-details')!.textContent.replace(/\s+/g, ' ').trim();
}

/** Words each action must show of an event that has them. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  login: ['Method auth_webauthn_pwl', 'Second factor Key', 'Known device true', 'Source GitHub oauthsource'],
  login_failed: ['Tried as', 'Password •••••••• never recorded', 'Stage default-authentication-password'],
  user_write: ['New user false', 'User name', 'Attributes'],
  user_offboarded: ['was offboarded', 'User name w.sato', 'Object w.sato user'],
  suspicious_request: ['Revoked refresh token was used'],
  secret_view: ['Secret ci-deploy token'],
  secret_rotate: ['Secret ci-deploy token'],
  invitation_used: ['Invitation spring-interns', 'fixed_data'],
  authorize_application: ['Application VPN portal application', 'Scopes openid'],
  source_linked: ['Source GitHub'],
  impersonation_started: ['Who', 'Acts as', 'Reason Ticket 20418'],
  impersonation_ended: ['Who', 'Acted as'],
  flow_execution: ['Flow Welcome to Acme'],
  policy_execution: [
    'Did not pass Sign-in from NG is not allowed',
    'Policy binding geo-fence',
    'About VPN portal',
    'For j.okafor',
    'Dry run true',
    'Policy context',
  ],
  policy_exception: ['Policy binding geo-fence', 'KeyError', 'evaluator.py:51', 'return handler()'],
  property_mapping_exception: [
    'NameError',
    'scope-groups:3',
    'Expression',
    'Property mapping goauthentik.io/scope-groups',
  ],
  system_task_execution: ['Task ldap_sync'],
  system_task_exception: ['no answer after 30 s', 'Source corp-ad'],
  system_exception: ['DoesNotExist', 'users.py:402', 'site-packages'],
  configuration_error: ['has no stage bound to it', 'Flow default-enrollment'],
  configuration_warning: ['Cause', 'Deprecated'],
  email_sent: ['Subject Reset your password', 'From Acme accounts', 'To t.nakamura@acme.example'],
  update_available: ['Version 2026.10.2', 'Link Changelog leads to docs.example'],
  export_ready: ['Export Events dataexport', 'Link /files/media'],
  review_completed: ['Object authentik Admins group', 'Review Q4 2026'],
  access_request_created: ['Request Payroll for r.alves'],
  next_action_set: ['must set a new password', 'Object p.nguyen'],
  door_opened: ['Hello from an expression policy'],
};

describe('event-detail of every action', () => {
  let detail: EventDetail;
  before(() => viewport(1200, 900));
  beforeEach(async () => {
    detail = await fixture<EventDetail>(html`<event-detail time-zone="UTC"></event-detail>`);
  });

  for (const action of actionNames) {
    it(`shows ${action} with everything, with nothing, and with anything`, async () => {
      const said = await details(detail, fullEvent(action));
      for (const words of SAYS[action] ?? []) expect(said).to.contain(words);
      const facts = detail.shadowRoot!.querySelector('[part="facts"]')!.textContent;
      expect(facts).to.contain(action);
      for (const record of [bareEvent(action), ...[0, 1, 2, 5].map(shift => hostileEvent(action, shift))]) {
        const shown = await details(detail, record);
        const root = detail.shadowRoot!;
        expect(root.querySelector('[part="sentence"]')!.textContent.trim()).not.to.equal('');
        expect(shown).not.to.match(/\[object |\u202e|\u200b|undefined/);
        expect(root.querySelector('script, img, a[href^="javascript"], a[href*="evil"]')).to.equal(null);
        expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
      }
    });
  }
});
