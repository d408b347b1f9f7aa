import type { Message } from './message.js';

/**
 * Body of a webhook: authentik's keys, so that receivers made for it go on working, and more. `notification_rule` is the mark by
 * which an event made of it is known to be about rules.
 */
export function webhookBody(id: string, message: Message): string {
  const { log, severity, rule, body, count, event, events } = message;
  return JSON.stringify({
    body,
    severity,
    user_email: '',
    user_username: '',
    event_user_email: event.email,
    event_user_username: event.actor,
    id,
    log,
    notification_rule: rule,
    count,
    event: { pk: event.pk, action: event.action, created: event.created, client_ip: event.address },
    events,
  });
}

const COLOURS = { notice: '#3b82f6', warning: '#f59e0b', alert: '#dc2626' } as const;

/** Body of an incoming webhook of Slack, which Mattermost, Rocket.Chat and Discord (`/slack`) take as well. */
export function slackBody({ log, severity, rule, body, event }: Message): string {
  const fields = [
    { title: 'Log', value: log, short: true },
    { title: 'Severity', value: severity, short: true },
    ...(event.actor === null ? [] : [{ title: 'User', value: event.actor, short: true }]),
    ...(event.address === null ? [] : [{ title: 'Address', value: event.address, short: true }]),
  ];
  return JSON.stringify({
    text: slackText(rule.name),
    attachments: [
      {
        fallback: slackText(body),
        color: COLOURS[severity],
        text: slackText(body),
        fields: fields.map(field => ({ ...field, value: slackText(field.value) })),
        // No formatting: a name with asterisks stays one.
        mrkdwn_in: [],
        ts: Math.floor(Date.parse(event.created) / 1000) || undefined,
      },
    ],
  });
}

/** Slack reads `<!channel>` and `<https://…|…>` as commands; these three are all it wants escaped. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export interface Mail {
  subject: string;
  text: string;
}

export function mailOf({ log, severity, rule, body, count, event }: Message, prefix: string): Mail {
  const lines = [
    body,
    '',
    `Log: ${log}`,
    `Rule: ${rule.name}`,
    `Severity: ${severity}`,
    ...(count > 1 ? [`Events: ${count}`] : []),
    ...(event.actor === null ? [] : [`User: ${event.actor}`]),
    ...(event.address === null ? [] : [`Address: ${event.address}`]),
    `Time: ${event.created}`,
    `Event: ${event.pk}`,
  ];
  return { subject: `${prefix}${rule.name}`.replace(/\s+/g, ' ').trim(), text: `${lines.join('\n')}\n` };
}
