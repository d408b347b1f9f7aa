import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json' with { type: 'json' };
import '../src/styles/tokens.css';
import './preview.css';

setCustomElementsManifest(manifest);

const LOCALES = ['en', 'de', 'fr', 'ja', 'ar'];

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    // The ground is the theme's, see the toolbar.
    backgrounds: { disable: true },
    options: { storySort: { order: ['Start', 'Elements', ['event-log', 'event-detail', 'event-provider']] } },
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
    locale: {
      description: 'Language of the page: numbers and times follow it; so do texts where the kit has them',
      toolbar: { title: 'Language', icon: 'globe', items: LOCALES, dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'system', direction: 'ltr', locale: 'en' },
  decorators: [
    (story, { globals }) => {
      // What a host page does: attributes on its root element.
      const root = document.documentElement;
      const { theme, direction, locale } = globals as Record<string, string>;
      if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
      else delete root.dataset.theme;
      root.dir = direction ?? 'ltr';
      root.lang = locale ?? 'en';
      return story() as unknown;
    },
  ],
};
export default preview;
