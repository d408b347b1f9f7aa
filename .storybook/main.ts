import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/*.mdx', '../stories/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, enableCrashReports: false, disableWhatsNewNotifications: true },
  viteFinal: vite => ({
    ...vite,
    // Storybook's own frame is large; that says nothing about the kit.
    build: { ...vite.build, chunkSizeWarningLimit: 5_000 },
  }),
};
export default config;
