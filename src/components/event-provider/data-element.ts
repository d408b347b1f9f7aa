import { warnOnce } from '../../internal/warn-once.js';
import { ProviderController } from './provider-controller.js';
import { SourceElement } from './source-element.js';

/** An element that shows events: the nearest provider's, or with no provider around it those of its own properties. */
export abstract class DataElement extends SourceElement {
  /** @internal */
  protected readonly provider = new ProviderController(this, this.own);

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    const { client, events, src } = this.own.source;
    if (this.provider.provided && (client || events || src)) {
      warnOnce(
        'source-in-provider',
        `<${this.localName}> is inside a provider and shows its events; "src", "events" and "client" on itself are ignored.`,
      );
    }
    if (this.provider.provided && this.own.mask) {
      warnOnce('mask-in-provider', `<${this.localName}> is inside a provider, whose "mask" holds; its own is ignored.`);
    }
  }
}
