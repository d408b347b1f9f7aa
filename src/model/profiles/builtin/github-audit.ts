import type { Profile } from '../profile.js';

/**
 * GitHub's audit log of an organization or enterprise, as its API, export and stream give it.
 * https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization
 */
export const githubAudit: Profile = {
  name: 'github-audit',
  title: 'GitHub audit log',
  detect: [
    { '"@timestamp"': true, action: true, _document_id: true },
    { '"@timestamp"': true, action: true, actor: true },
    { created_at: true, action: true, actor: true, operation_type: true },
  ],
  id: '_document_id',
  time: [{ from: '"@timestamp"', unit: 'ms' }, '"@timestamp"', { from: 'created_at', unit: 'ms' }, 'created_at'],
  action: 'action',
  app: ['repo', 'repository', 'org', 'business', { const: 'github' }],
  user: { pk: 'actor_id', username: ['actor', 'user'], email: 'external_identity_nameid' },
  client_ip: 'actor_ip',
  geo: { country: 'actor_location.country_code', city: 'actor_location.city' },
  model: [
    { name: 'pull_request_title', pk: 'pull_request_id', model_name: { const: 'pull request' } },
    { name: 'team', model_name: { const: 'team' } },
    { name: 'hook_id', model_name: { const: 'hook' } },
    { name: 'integration', model_name: { const: 'app' } },
    { name: 'oauth_application_name', pk: 'oauth_application_id', model_name: { const: 'OAuth app' } },
    // Only where the user is another than the actor was something done to a user.
    {
      name: {
        if: { action: ['org.*_member*', 'team.*_member', 'repo.*_member', 'org.invite*', 'two_factor_*'] },
        then: 'user',
      },
      pk: 'user_id',
      model_name: { const: 'user' },
    },
    { name: ['repo', 'repository'], pk: 'repo_id', model_name: { const: 'repository' } },
    { name: 'org', pk: 'org_id', model_name: { const: 'organization' } },
    { name: 'business', pk: 'business_id', model_name: { const: 'enterprise' } },
  ],
  http_request: { user_agent: 'user_agent', request_id: 'request_id', method: 'request_method', path: 'url_path' },
  message: ['message', 'explanation', 'reason'],
  rules: [
    { action: ['*.failed_login', '*_failed', '*.denied', '*_denied'], group: 'failure', level: 'warning' },
    {
      action: [
        'secret_scanning_alert.create',
        'repository_vulnerability_alert.create',
        'protected_branch.policy_override',
      ],
      group: 'failure',
      level: 'alert',
    },
    { action: ['*.disable_two_factor_requirement', '*.disable', 'repo.access', '*.transfer*'], level: 'warning' },
    { action: ['user.login', 'org.sso_response', '*.sign_in*', 'staff.fake_login'], group: 'sign-in' },
    { action: ['user.logout', '*.sign_out*'], group: 'sign-out' },
    {
      action: [
        'oauth_authorization.*',
        'org_credential_authorization.*',
        'personal_access_token.access_*',
        'integration_installation.*',
        '*.add_member',
        '*.remove_member',
        '*.update_member',
        'role.*',
      ],
      group: 'authorization',
    },
    {
      action: ['*secret*', 'public_key.*', 'deploy_key.*', 'personal_access_token.*', '*recovery_code*'],
      group: 'secrets',
    },
    { action: ['*.destroy', '*.delete', '*.remove*', '*.cancel*', '*.revoke*'], group: 'delete' },
    { action: ['*.create', '*.add*', '*.invite*'], group: 'create' },
    { action: ['git.*', '*.download*', '*.export*', 'api.request'], group: 'system' },
    { when: { operation_type: 'remove' }, group: 'delete' },
    { when: { operation_type: 'create' }, group: 'create' },
    { when: { operation_type: 'authentication' }, group: 'sign-in' },
    { when: { operation_type: ['modify', 'restore', 'transfer'] }, group: 'update' },
    { when: { operation_type: 'access' }, group: 'system' },
  ],
  group: { const: 'update' },
};
