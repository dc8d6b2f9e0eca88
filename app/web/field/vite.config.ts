import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { icons } from './icons.ts';
import { offline } from './offline.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The phone's application, built beside the desk's by the configuration of the house. */
export default defineConfig({
  root: here('.'),
  base: '/field/',
  publicDir: here('public'),
  plugins: [icons(here('public/mark.svg')), offline(here('public'))],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: here('../../../dist/web/field'),
    emptyOutDir: true,
    // Phones of some years: Chrome and Safari of 2022.
    target: ['chrome100', 'safari16'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { main: here('index.html'), sw: here('sw.ts') },
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
