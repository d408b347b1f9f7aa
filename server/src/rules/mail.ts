import type { Mail } from './bodies.js';
import { DeliveryError } from './webhook.js';

export interface MailOptions {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  smtp: string;
  /** Sender's address. */
  from: string;
}

/** Sends a mail. The id becomes its Message-ID, so a repetition is known as one. @throws DeliveryError */
export async function sendMail(
  { smtp, from }: MailOptions,
  id: string,
  to: string,
  { subject, text }: Mail,
  timeoutMs: number,
): Promise<string> {
  const { createTransport } = await import('nodemailer');
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = createTransport({ url: smtp, ...timeouts });
  try {
    const sent = (await transport.sendMail({
      from,
      to,
      subject,
      text,
      messageId: `<${id}@event-elements.invalid>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      // The text comes from events; nothing in it may name a file or an address to fetch.
      disableFileAccess: true,
      disableUrlAccess: true,
    })) as { response?: string };
    return (sent.response ?? 'sent').slice(0, 200);
  } catch (error) {
    throw new DeliveryError(`The mail server did not take it: ${(error as Error).message.slice(0, 200)}`, undefined, {
      cause: error,
    });
  } finally {
    transport.close();
  }
}
