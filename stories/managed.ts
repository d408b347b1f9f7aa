import { ManagedClient } from '../src/client/test/manage-fake.js';
import type { DataExport } from '../src/client/index.js';
import { events } from './events.js';

/** What an operator of a busy log has: exports in every state, notifications, rules, transports. */

const EXPORTS: DataExport[] = [
  {
    id: '0d6c3b1e-9a57-4c3e-8f4d-1a2b3c4d5e01',
    requested_by: { pk: 41, username: 'marta.kowalska', name: 'Marta Kowalska' },
    requested_on: '2026-11-22T11:39:20Z',
    query_params: { search: 'action = "login_failed" and created > now-30d', ordering: '-created' },
    file_url: '',
    completed: false,
    status: 'running',
    format: 'csv',
    rows: 6_120,
    total: 14_302,
  },
  {
    id: '0d6c3b1e-9a57-4c3e-8f4d-1a2b3c4d5e02',
    requested_by: { pk: 7, username: 'j.okafor', name: 'J. Okafor' },
    requested_on: '2026-11-22T11:20:00Z',
    query_params: { search: 'app != "authentik.tasks.schedules"', ordering: '-created' },
    file_url: '/files/0d6c3b1e.csv?token=abc',
    completed: true,
    status: 'completed',
    format: 'csv',
    columns: ['created', 'action', 'user', 'client_ip', 'context.geo.country'],
    time_zone: 'Europe/Warsaw',
    rows: 14_302,
    total: 14_302,
    bytes: 9_126_400,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    finished_on: '2026-11-22T11:20:09Z',
    expires_on: '2026-11-29T11:20:09Z',
  },
  {
    id: '0d6c3b1e-9a57-4c3e-8f4d-1a2b3c4d5e03',
    requested_by: { pk: 7, username: 'j.okafor', name: 'J. Okafor' },
    requested_on: '2026-11-20T08:00:00Z',
    query_params: { ordering: 'created' },
    file_url: '',
    completed: false,
    status: 'failed',
    error: { code: 'rows', detail: 'Stopped at 2,000,000 events: this server exports no more at once.' },
    format: 'jsonl',
  },
  {
    id: '0d6c3b1e-9a57-4c3e-8f4d-1a2b3c4d5e04',
    requested_by: { pk: 41, username: 'marta.kowalska', name: 'Marta Kowalska' },
    requested_on: '2026-11-01T15:12:44Z',
    query_params: { search: 'grafana', ordering: '-created' },
    file_url: '',
    completed: false,
    status: 'expired',
    format: 'csv',
    rows: 208,
    bytes: 131_072,
  },
];

export function managedClient(): ManagedClient {
  const client = new ManagedClient(events);
  client.stored.exports = structuredClone(EXPORTS);
  client.stored.notifications = [
    {
      pk: 'n1',
      severity: 'alert',
      body: 'Break-in attempts: 9 failed sign-ins for admin within 2 minutes from 203.0.113.77',
      created: '2026-11-22T11:38:00Z',
    },
    {
      pk: 'n2',
      severity: 'notice',
      body: 'Your export is ready: 14,302 events, CSV, 9.1 MB.',
      created: '2026-11-22T11:20:09Z',
      hyperlink: '/files/0d6c3b1e.csv?token=abc',
      hyperlink_label: 'Download',
    },
    {
      pk: 'n3',
      severity: 'warning',
      body: 'Flow default-enrollment has no stage bound to it',
      created: '2026-11-22T11:26:00Z',
      seen: false,
    },
    {
      pk: 'n4',
      severity: 'notice',
      body: 'authentik 2026.8.4 is available',
      created: '2026-11-19T06:00:00Z',
      seen: true,
    },
  ];
  client.stored.transports = [
    { pk: 't1', name: 'Notification area', mode: 'local' },
    {
      pk: 't2',
      name: 'Security channel',
      mode: 'webhook_slack',
      webhook_url: 'https://hooks.example.com/services/T024/B8X',
      deliveries: { waiting: 0, delivered: 318, failed: 0, last_error: null },
    },
    {
      pk: 't3',
      name: 'SIEM',
      mode: 'webhook',
      webhook_url: 'https://siem.example.com/ingest',
      signed: true,
      deliveries: { waiting: 2, delivered: 4_211, failed: 3, last_error: '503 Service Unavailable' },
    },
    { pk: 't4', name: 'On call', mode: 'email', email_to: 'oncall@acme.example' },
  ];
  client.stored.rules = [
    {
      pk: 'r1',
      name: 'Break-in attempts',
      query: 'action = "login_failed" and user.username = "admin"',
      severity: 'alert',
      transports: ['t1', 't2', 't4'],
      enabled: true,
      fired: 12,
      last_fired: '2026-11-22T11:38:00Z',
    },
    {
      pk: 'r2',
      name: 'Secrets viewed',
      query: 'action in ("secret_view", "secret_rotate")',
      severity: 'warning',
      transports: ['t3'],
      enabled: true,
      fired: 0,
      last_fired: null,
    },
    {
      pk: 'r3',
      name: 'Configuration errors',
      query: 'action startswith "configuration_"',
      severity: 'notice',
      transports: ['t1'],
      enabled: false,
    },
  ];
  return client;
}
