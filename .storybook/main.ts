import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/*.mdx', '../stories/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, enableCrashReports: false, disableWhatsNewNotifications: true },
  viteFinal: vite => ({
    ...vite,
    build: {
      ...vite.build,
      // Storybook's own frame is large; that says nothing about the kit.
      chunkSizeWarningLimit: 5_000,
      // For older browsers Vite rewrites light-dark() into something that is decided once, at the root: parts of a page in
      // another theme would keep the colours of the root. These are the first versions that have light-dark().
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    },
  }),
};
export default config;
