import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import manifest from '../custom-elements.json' with { type: 'json' };
import '../src/styles/tokens.css';
import './preview.css';

setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { expanded: true },
    // The ground is the theme's, see the toolbar.
    backgrounds: { disable: true },
    options: {
      storySort: { order: ['Start', 'Theming', 'Elements', ['event-log', 'event-detail', 'event-provider']] },
    },
  },
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: { title: 'Theme', icon: 'contrast', items: ['system', 'light', 'dark'], dynamicTitle: true },
    },
    direction: {
      description: 'Writing direction of the page',
      toolbar: { title: 'Direction', icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true },
    },
    language: {
      description: 'Language of the page; where the kit has no texts in it, texts, numbers and times are English',
      toolbar: { title: 'Language', icon: 'globe', items: ['en', 'de', 'fr', 'ja', 'ar'], dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'system', direction: 'ltr', language: 'en' },
  decorators: [
    // What a page has around the element: a ground, a theme, a direction, a language. Not on the root of the document,
    // for on a documentation page many stories stand below each other.
    (story, { globals, viewMode }) => {
      const { theme, direction, language } = globals as Record<string, string>;
      return html`<div
        class="page ${viewMode === 'docs' ? 'in-docs' : ''}"
        data-theme=${theme ?? 'system'}
        dir=${direction ?? 'ltr'}
        lang=${language ?? 'en'}
      >
        ${story()}
      </div>`;
    },
  ],
};
export default preview;
