import { notificationStatement } from '../notifications/notification-store.js';
import { mailOf, slackBody, webhookBody } from './bodies.js';
import type { Delivery, DeliveryStore } from './delivery-store.js';
import { sendMail, type MailOptions } from './mail.js';
import type { Message } from './message.js';
import type { Transport, TransportStore } from './transport-store.js';
import { DeliveryError, post, webhookHeaders } from './webhook.js';

export interface DeliveryOptions {
  /** For one attempt. */
  timeoutMs: number;
  /** Webhooks may go to this machine and its networks. */
  allowPrivate: boolean;
  /** Pauses between attempts, with a tenth more or less; when they are used up, the delivery has failed. */
  backoffMs: readonly number[];
  /** Without it there is no mail. */
  mail?: MailOptions | undefined;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const DELIVERY_OPTIONS: DeliveryOptions = {
  timeoutMs: 10 * SECOND,
  allowPrivate: false,
  backoffMs: [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR],
};

/** After a failure of our own. */
const RECOVER_MS = 10 * SECOND;
/** Transports that are sent through at the same time. Each sends one message after the other. */
const LANES = 8;

/**
 * Sends what lies in the outbox, and tries again what was not taken.
 *
 * Each transport has a lane of its own, so a slow receiver holds up nobody else. A process that ends between sending and noting
 * it sends the same again, with the same id (`webhook-id`, `Idempotency-Key`, `Message-ID`).
 */
export class Deliveries {
  readonly #store: DeliveryStore;
  readonly #transports: TransportStore;
  readonly #options: DeliveryOptions;
  readonly #onFailure: (error: unknown, what: string) => void;
  readonly #lanes = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #again = false;
  #closed = false;

  constructor(
    store: DeliveryStore,
    transports: TransportStore,
    options: DeliveryOptions,
    onFailure: (error: unknown, what: string) => void,
  ) {
    this.#store = store;
    this.#transports = transports;
    this.#options = options;
    this.#onFailure = onFailure;
  }

  get canMail(): boolean {
    return this.#options.mail !== undefined;
  }

  /** Looks whether there is something to send. */
  wake(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#looking ??= this.#look()
      .catch((error: unknown) => this.#onFailure(error, 'Sending notifications'))
      .finally(() => {
        this.#looking = undefined;
      });
  }

  /** Waits for what is being sent. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all(this.#lanes.values());
  }

  /** Sends one message at once, past the outbox. @returns what the receiver said @throws DeliveryError */
  async send(transport: Transport, id: string, message: Message): Promise<string> {
    const { mail, timeoutMs } = this.#options;
    switch (transport.mode) {
      case 'webhook':
      case 'webhook_slack': {
        const body = transport.mode === 'webhook' ? webhookBody(id, message) : slackBody(message);
        return post(
          transport.webhookUrl,
          body,
          webhookHeaders(id, body, transport.webhookSecret, Date.now()),
          this.#options,
        );
      }
      case 'email':
        if (!mail) throw new DeliveryError('This server sends no mail: it was started without --smtp.');
        return sendMail(mail, id, transport.emailTo, mailOf(message, transport.emailSubjectPrefix), timeoutMs);
      case 'local':
        return 'Told on this server.';
    }
  }

  async #look(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      clearTimeout(this.#timer);
      const now = Date.now();
      for (const transport of await this.#store.due(now)) {
        if (this.#lanes.size >= LANES) break;
        if (!this.#lanes.has(transport)) this.#open(transport);
      }
      // What was due has a lane, or gets one when another ends. All later ones count, those too that fell due since.
      const next = await this.#store.nextDue(now);
      if (next !== null && !this.#closed) {
        this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(0, next - Date.now()), HOUR));
        this.#timer.unref();
      }
    }
  }

  #open(transport: string): void {
    const lane = this.#drain(transport).then(
      () => {
        this.#lanes.delete(transport);
        this.wake();
      },
      (error: unknown) => {
        // The database, not a receiver. The lane stays taken for a while, so that it is not asked again at once.
        this.#onFailure(error, 'Sending notifications');
        setTimeout(() => {
          this.#lanes.delete(transport);
          this.wake();
        }, RECOVER_MS).unref();
      },
    );
    this.#lanes.set(transport, lane);
  }

  async #drain(transport: string): Promise<void> {
    while (!this.#closed) {
      const delivery = await this.#store.next(transport, Date.now());
      if (!delivery) return;
      await this.#deliver(delivery);
    }
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const transport = await this.#transports.get(delivery.log, delivery.transport);
    if (!transport) return; // deleted, and the delivery with it
    try {
      await this.send(transport, delivery.pk, delivery.message);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      await this.#failed(delivery, transport, error);
      return;
    }
    await this.#store.delivered(delivery.pk, Date.now());
  }

  async #failed(delivery: Delivery, transport: Transport, error: DeliveryError): Promise<void> {
    const now = Date.now();
    const pause = this.#options.backoffMs[delivery.attempts];
    if (pause !== undefined) {
      const wait = Math.max(pause * (0.9 + Math.random() * 0.2), error.retryAfterMs ?? 0);
      await this.#store.again(delivery.pk, Math.ceil(now + wait), error.message);
      return;
    }
    const body = `${delivery.message.rule.name}: the transport ${transport.name} gave up after ${delivery.attempts + 1} attempts. ${error.message}`;
    const notice = notificationStatement({ log: delivery.log, severity: 'warning', body, created: now });
    await this.#store.failed(delivery.pk, now, error.message, notice);
  }
}
