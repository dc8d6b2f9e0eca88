import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refusal } from '#kernel/words/refusal.ts';
import { importBoundaries } from '#places/boundaries/boundaries.ts';
import { type Command, DONE, WrongCall } from './command.ts';
import { withProvince } from './province.ts';

/** A province's communes are some hundred kilobytes; a whole country in full detail still fits. */
const MAX_BYTES = 256 * 1024 * 1024;

export const command: Command = {
  usage: 'boundaries FILE [--json]',
  help: `Nhập ranh giới xã (TopoJSON hoặc GeoJSON, kinh độ và vĩ độ WGS 84) để vẽ bản đồ. Nhập lại cùng tệp không đổi gì.
Takes in the borders of communes (TopoJSON or GeoJSON, degrees in WGS 84) for maps. The same file again changes nothing.

Mỗi đối tượng được nhận theo mã và tên xã; đối tượng không nhận ra được liệt kê và bỏ qua.
Each feature is recognised by the commune's code and name; those not recognised are listed and left out.`,
  options: {},
  run: async (_values, [path], io) => {
    if (!path) throw new WrongCall('FILE');
    const bytes = await stat(path).then(
      (found) => found.size,
      () => null,
    );
    if (bytes === null) throw new Refusal('not_found', { file: path });
    if (bytes > MAX_BYTES) throw new Refusal('file_too_big', { maxBytes: MAX_BYTES });
    const file = { name: basename(path), text: await readFile(path, 'utf8') };
    return withProvince(io, async ({ db }) => {
      const { outcome, matched, unknown } = await db.write((tx) => importBoundaries(tx, file));
      io.json({ outcome, matched, unknown });
      io.print(
        `${matched} xã có ranh giới / communes have borders${outcome === 'already' ? ' (already)' : ''}.`,
      );
      for (const { n, code, name } of unknown)
        io.print(`  không nhận ra / not recognised: ${n}. ${code ?? ''} ${name ?? ''}`);
      return DONE;
    });
  },
};
