import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** The JavaScript that a phone needs before it can pay; only what reads codes and shows them comes later. */
const FIRST_LOAD_KIB = 45;
const WORKER = 'sw.js';
const PLACE = /[\w$]+\.__BUILT_FILES__/;

/**
 * Writes into the service worker the list of all files of this build, each with its hash; and fails the build when the first load
 * is too large. `publicFolder` holds files that are copied as they are.
 */
export function offline(publicFolder: string): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const entries: { url: string; revision: string | null }[] = [];
        for (const file of Object.values(bundle)) {
          if (file.fileName === WORKER) continue;
          const content = file.type === 'chunk' ? file.code : file.source;
          const isPage = file.fileName === 'index.html';
          const revision = createHash('sha256').update(content).digest('hex').slice(0, 16);
          entries.push({
            url: isPage ? '/field/' : `/field/${file.fileName}`,
            // What lies among the assets carries its hash in the name.
            revision: file.fileName.startsWith('assets/') ? null : revision,
          });
        }
        for (const name of readdirSync(publicFolder)) {
          const revision = createHash('sha256')
            .update(readFileSync(join(publicFolder, name)))
            .digest('hex');
          entries.push({ url: `/field/${name}`, revision: revision.slice(0, 16) });
        }
        const worker = bundle[WORKER];
        if (worker?.type !== 'chunk' || worker.imports.length > 0 || !PLACE.test(worker.code))
          this.error('the service worker must be one file that asks for the list of files');
        worker.code = worker.code.replace(
          PLACE,
          JSON.stringify(entries.sort((a, b) => a.url.localeCompare(b.url))),
        );
        const kib = firstLoad(bundle) / 1024;
        console.log(
          `field: ${kib.toFixed(1)} KiB of gzipped JavaScript before scanning, at most ${FIRST_LOAD_KIB}; worker ${(gzipSync(worker.code).length / 1024).toFixed(1)} KiB`,
        );
        if (kib > FIRST_LOAD_KIB) this.error('the first load of the phone is too large');
      },
    },
  };
}

/** Gzipped bytes of the page's entry and of all that it imports at once. */
function firstLoad(bundle: Rolldown.OutputBundle): number {
  const needed = new Map<string, number>();
  const gather = (name: string): void => {
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk' || needed.has(name)) return;
    needed.set(name, gzipSync(chunk.code).length);
    for (const each of chunk.imports) gather(each);
  };
  for (const each of Object.values(bundle))
    if (each.type === 'chunk' && each.isEntry && each.fileName !== WORKER) gather(each.fileName);
  return [...needed.values()].reduce((sum, bytes) => sum + bytes, 0);
}
