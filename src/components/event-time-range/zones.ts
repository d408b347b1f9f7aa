import { html, nothing, type TemplateResult } from 'lit';
import type { TimeRangeTexts } from '../../locales/en/time-range.js';
import { localZone } from '../../model/zone.js';

/** The zones to choose from: the browser's own (the empty value), UTC, and all others it knows. */
export function zoneOptions(chosen: string, texts: TimeRangeTexts): TemplateResult {
  const all = Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC');
  const option = (zone: string): TemplateResult =>
    html`<option value=${zone} .selected=${zone === chosen}>${zone.replaceAll('_', ' ')}</option>`;
  return html`<option value="" .selected=${chosen === ''}>${texts.text('rangeZoneHere', localZone())}</option>
    ${option('UTC')} ${chosen !== '' && chosen !== 'UTC' && !all.includes(chosen) ? option(chosen) : nothing}
    <optgroup label=${texts.text('rangeZoneOthers')}>${all.map(option)}</optgroup>`;
}
