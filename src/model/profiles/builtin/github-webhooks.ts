import type { ModelSource, Profile, Rule } from '../profile.js';

/** What comments, reviews and threads are about stands beside them. */
const TITLES = ['issue.title', 'pull_request.title', 'discussion.title'];

/**
 * What a delivery is about, the most particular first, for a comment on an issue comes with the issue: the key, what to
 * call it, and the paths (within the payload) of its name.
 */
const OBJECTS: readonly [key: string, kind: string, ...names: string[]][] = [
  ['check_run', 'check run', 'check_run.name'],
  ['check_suite', 'check suite', 'check_suite.head_branch', 'check_suite.head_sha'],
  ['comment', 'comment', ...TITLES, 'comment.path', 'comment.html_url'],
  ['thread', 'review thread', ...TITLES],
  ['review', 'review', ...TITLES],
  ['deployment_status', 'deployment status', 'deployment_status.environment'],
  ['workflow_job', 'workflow job', 'workflow_job.name'],
  ['workflow_run', 'workflow run', 'workflow_run.name', 'workflow_run.display_title'],
  ['deployment', 'deployment', 'deployment.environment'],
  ['pull_request', 'pull request', 'pull_request.title'],
  ['issue', 'issue', 'issue.title'],
  ['discussion', 'discussion', 'discussion.title'],
  ['alert', 'alert', 'alert.rule.description', 'alert.security_advisory.summary', 'alert.affected_package_name'],
  ['security_advisory', 'security advisory', 'security_advisory.summary'],
  ['release', 'release', 'release.name', 'release.tag_name'],
  ['milestone', 'milestone', 'milestone.title'],
  ['label', 'label', 'label.name'],
  ['rule', 'branch protection rule', 'rule.name'],
  ['key', 'deploy key', 'key.title'],
  ['project_card', 'project card', 'project_card.note'],
  ['project_column', 'project column', 'project_column.name'],
  ['projects_v2_item', 'project item', 'projects_v2_item.content_type'],
  ['project', 'project', 'project.name'],
  ['package', 'package', 'package.name'],
  ['membership', 'member', 'membership.user.login'],
  ['invitation', 'invitation', 'invitation.login', 'invitation.email'],
  ['member', 'member', 'member.login'],
  ['team', 'team', 'team.name'],
  ['blocked_user', 'user', 'blocked_user.login'],
  ['hook', 'hook', 'hook.name', 'hook.config.url'],
  ['marketplace_purchase', 'purchase', 'marketplace_purchase.plan.name'],
  ['sponsorship', 'sponsorship', 'sponsorship.tier.name'],
  ['merge_group', 'merge group', 'merge_group.head_ref'],
  ['forkee', 'fork', 'forkee.full_name'],
  ['pages.0', 'page', 'pages.0.title'],
  ['repository', 'repository', 'repository.full_name'],
  // Deliveries to an app carry its installation beside everything else; it is the object only when it stands alone.
  ['installation', 'installation', 'installation.account.login', 'installation.app_slug'],
  ['organization', 'organization', 'organization.login'],
];

const models: ModelSource[] = [
  {
    name: { if: { event: ['push', 'create', 'delete', 'workflow_dispatch'] }, then: 'payload.ref' },
    model_name: ['payload.ref_type', { const: 'ref' }],
  },
  ...OBJECTS.map(([key, kind, ...names]) => ({
    pk: [`payload.${key}.id`, `payload.${key}.node_id`, `payload.${key}.ghsa_id`],
    name: { if: { [`payload.${key}`]: true }, then: names.map(name => `payload.${name}`) },
    model_name: { const: kind },
  })),
].map(model => ({ ...model, app: 'payload.repository.full_name' }));

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
const LAST_RESORTS = ['repository', 'installation', 'organization'];
const TIMED = [...OBJECTS.map(([key]) => key).filter(key => !LAST_RESORTS.includes(key)), 'build', ...LAST_RESORTS];

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
    in: OBJECTS.map(([key]) => `payload.${key}`),
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
