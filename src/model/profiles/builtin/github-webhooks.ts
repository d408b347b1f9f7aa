import type { ModelSource, Profile, Rule } from '../profile.js';

/**
 * What a delivery is about, the most particular first: an issue's comment names the issue as well. With the field that
 * names it; `id` is its id in most.
 */
const OBJECTS: readonly [key: string, name: string | readonly string[]][] = [
  ['check_run', 'name'],
  ['check_suite', ['head_branch', 'head_sha']],
  ['comment', ['path', 'html_url']],
  ['thread', 'node_id'],
  ['review', 'html_url'],
  ['deployment_status', 'environment'],
  ['deployment', 'environment'],
  ['workflow_job', 'name'],
  ['workflow_run', ['name', 'display_title']],
  ['pull_request', 'title'],
  ['issue', 'title'],
  ['discussion', 'title'],
  ['alert', ['rule.description', 'security_advisory.summary', 'affected_package_name']],
  ['security_advisory', 'summary'],
  ['release', ['name', 'tag_name']],
  ['milestone', 'title'],
  ['label', 'name'],
  ['rule', 'name'],
  ['key', 'title'],
  ['project_card', 'note'],
  ['project_column', 'name'],
  ['projects_v2_item', 'content_type'],
  ['project', 'name'],
  ['package', 'name'],
  ['membership', 'user.login'],
  ['invitation', 'login'],
  ['member', 'login'],
  ['team', 'name'],
  ['blocked_user', 'login'],
  ['hook', ['name', 'config.url']],
  ['installation', ['account.login', 'app_slug']],
  ['marketplace_purchase', 'plan.name'],
  ['sponsorship', 'tier.name'],
  ['merge_group', 'head_ref'],
  ['forkee', 'full_name'],
  ['pages.0', 'title'],
];

const models: ModelSource[] = [
  { name: 'payload.ref', model_name: ['payload.ref_type', { const: 'ref' }], app: 'payload.repository.full_name' },
  ...OBJECTS.filter(([key]) => key !== 'installation').map(([key, name]) => model(key, name)),
  { pk: 'payload.repository.id', name: 'payload.repository.full_name', model_name: { const: 'repository' } },
  // Deliveries to an app carry its installation beside everything else; it is the object only when it stands alone.
  ...OBJECTS.filter(([key]) => key === 'installation').map(([key, name]) => model(key, name)),
  { pk: 'payload.organization.id', name: 'payload.organization.login', model_name: { const: 'organization' } },
];

function model(key: string, name: string | readonly string[]): ModelSource {
  return {
    pk: [`payload.${key}.id`, `payload.${key}.node_id`, `payload.${key}.ghsa_id`],
    name: [name].flat().map(path => `payload.${key}.${path}`),
    model_name: { const: key === 'pages.0' ? 'page' : key.replaceAll('_', ' ') },
    app: 'payload.repository.full_name',
  };
}

/** Fields that tell when something last happened to an object, the most particular first. */
const MOMENTS = [
  'dismissed_at',
  'fixed_at',
  'submitted_at',
  'completed_at',
  'updated_at',
  'published_at',
  'started_at',
  'created_at',
];
const TIMED = [...OBJECTS.map(([key]) => key), 'answer', 'old_answer', 'build', 'workflow', 'repository'];

const actions = (...verbs: string[]) => verbs.map(verb => `*.${verb}`);

const rules: Rule[] = [
  {
    when: { 'payload.check_run.conclusion': ['failure', 'timed_out', 'action_required'] },
    group: 'failure',
    level: 'warning',
  },
  {
    when: {
      event: ['workflow_run', 'workflow_job', 'check_suite'],
      'payload.action': 'completed',
      'payload.workflow_run.conclusion': ['failure', 'timed_out'],
    },
    group: 'failure',
    level: 'warning',
  },
  { when: { 'payload.workflow_job.conclusion': ['failure', 'timed_out'] }, group: 'failure', level: 'warning' },
  { when: { 'payload.check_suite.conclusion': ['failure', 'timed_out'] }, group: 'failure', level: 'warning' },
  {
    when: { event: ['status', 'deployment_status'], 'payload.state': ['failure', 'error'] },
    group: 'failure',
    level: 'warning',
  },
  {
    when: { event: 'deployment_status', 'payload.deployment_status.state': ['failure', 'error'] },
    group: 'failure',
    level: 'warning',
  },
  {
    when: {
      event: ['dependabot_alert', 'code_scanning_alert', 'secret_scanning_alert', 'repository_vulnerability_alert'],
      'payload.action': ['created', 'create', 'reopened', 'reintroduced'],
    },
    group: 'failure',
    level: 'alert',
  },
  { when: { event: 'security_advisory' }, group: 'system', level: 'notice' },
  { action: ['repository.publicized', 'public'], level: 'warning' },
  {
    action: [
      'member.*',
      'membership.*',
      'team_add',
      'team.added_to_repository',
      'team.removed_from_repository',
      'org_block.*',
      'organization.member_*',
      'github_app_authorization.*',
      'installation*',
      'deployment_review.*',
    ],
    group: 'authorization',
  },
  { action: ['delete', ...actions('deleted', 'removed', 'cancelled', 'archived')], group: 'delete' },
  {
    action: [
      'create',
      'fork',
      ...actions('created', 'opened', 'published', 'added', 'submitted', 'purchased', 'prereleased', 'released'),
    ],
    group: 'create',
  },
  {
    action: [
      'check_*',
      'workflow_*',
      'status',
      'ping',
      'page_build',
      'repository_dispatch.*',
      'repository_import',
      'merge_group.*',
      'deployment*',
      'watch.*',
      'star.*',
    ],
    group: 'system',
  },
];

/**
 * GitHub's webhook deliveries, one `{event, payload}` a line: the event's name comes in a header, so whoever stores
 * deliveries puts it beside the body. https://docs.github.com/en/webhooks/webhook-events-and-payloads
 *
 * Deliveries carry no time of their own. Unless the line has one (`delivered_at`), it is the latest the object tells, and
 * failing that the repository's last change: near enough for most, and never later than the delivery.
 */
export const githubWebhooks: Profile = {
  name: 'github-webhooks',
  title: 'GitHub webhooks',
  detect: [
    { event: true, 'payload.sender.login': true },
    { event: true, 'payload.action': true },
    { event: true, 'payload.repository.full_name': true },
  ],
  id: ['delivery', 'guid', 'headers."X-GitHub-Delivery"', 'headers."x-github-delivery"'],
  time: [
    'delivered_at',
    'received_at',
    'timestamp',
    'payload.starred_at',
    'payload.head_commit.timestamp',
    'payload.merge_group.head_commit.timestamp',
    'payload.updated_at',
    ...TIMED.flatMap(key => MOMENTS.map(moment => `payload.${key}.${moment}`)),
    'payload.effective_date',
    'payload.repository.pushed_at',
  ],
  action: [{ template: '{event}.{payload.action}' }, 'event'],
  app: ['payload.repository.full_name', 'payload.organization.login', { const: 'github' }],
  user: {
    pk: 'payload.sender.id',
    username: ['payload.sender.login', 'payload.pusher.name'],
    email: 'payload.pusher.email',
  },
  model: models,
  before: { entries: 'payload.changes', value: 'from' },
  after: {
    entries: 'payload.changes',
    in: [...OBJECTS.map(([key]) => `payload.${key}`), 'payload.repository', 'payload.organization'],
  },
  message: [
    'payload.head_commit.message',
    'payload.comment.body',
    'payload.review.body',
    'payload.description',
    'payload.zen',
  ],
  rules,
  group: { const: 'update' },
};
