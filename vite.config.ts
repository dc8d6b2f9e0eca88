import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin } from 'vite';

/** What a screen may need before it shows over a slow line. */
const FIRST_LOAD_KIB = 250;

/**
 * Prints the gzipped JavaScript that each lazily loaded screen needs when it is opened first, that is the entry, the
 * screen and all they import at once; fails the build when one is above the limit.
 */
function firstLoad(): Plugin {
  return {
    name: 'first-load',
    writeBundle(_options, bundle) {
      const gather = (name: string, needed: Map<string, number>): Map<string, number> => {
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk' || needed.has(name)) return needed;
        needed.set(name, gzipSync(chunk.code).length);
        for (const each of chunk.imports) gather(each, needed);
        return needed;
      };
      for (const entry of Object.values(bundle)) {
        if (entry.type !== 'chunk' || !entry.isEntry) continue;
        for (const screen of entry.dynamicImports) {
          const needed = gather(screen, gather(entry.fileName, new Map()));
          const kib = [...needed.values()].reduce((sum, bytes) => sum + bytes, 0) / 1024;
          console.log(
            `first load with ${screen}: ${kib.toFixed(1)} KiB of gzipped JavaScript, at most ${FIRST_LOAD_KIB}`,
          );
          if (kib > FIRST_LOAD_KIB) this.error(`the first load with ${screen} is too large`);
        }
      }
    },
  };
}

/** The phone's application is one of its own, with its own limits; it is built after the desk, into a folder beside it. */
const PHONE = 'app/web/field/vite.config.ts';

export default defineConfig({
  root: 'app/web/desk',
  base: '/',
  plugins: [react(), firstLoad()],
  // The server puts its nonce where this text stands; without one its policy refuses scripts and styles.
  html: { cspNonce: '__CSP_NONCE__' },
  builder: {
    buildApp: async (builder) => {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
      await build({ configFile: PHONE, logLevel: builder.config.logLevel ?? 'info' });
    },
  },
  build: {
    outDir: '../../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // A data: font would be refused by the server's policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
