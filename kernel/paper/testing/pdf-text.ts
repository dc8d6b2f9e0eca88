import { inflateSync } from 'node:zlib';

/**
 * Reads back the text of the PDFs that this folder makes, through their own ToUnicode tables: what a reader's search and
 * copy would see. It knows the few operators that `press.ts` writes, and serves the tests of everything printed.
 */
export function textOfPdf(pdf: Buffer): { readonly pages: readonly string[] } {
  const objects = objectsOf(pdf);
  const show = (id: number): string => objects.get(id)?.head ?? '';
  const fonts = new Map<string, string[]>();

  const fontsOf = (head: string): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    for (const [, name = '', id = ''] of (/\/Font <<([\s\S]*?)>>/.exec(head)?.[1] ?? '').matchAll(
      /\/(\w+) (\d+) 0 R/g,
    )) {
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(show(Number(id)))?.[1];
      if (!fonts.has(id)) fonts.set(id, lettersOf(objects.get(Number(cmap))?.body.toString('latin1') ?? ''));
      found.set(name, fonts.get(id) ?? []);
    }
    return found;
  };
  const textOf = (head: string, content: string): string[] => {
    const known = fontsOf(head);
    let font: string[] = [];
    let y = '';
    const lines: string[] = [];
    for (const [, tf, base, moved, hex, stamp] of content.matchAll(
      /\/(\w+) [\d.]+ Tf|1 0 0 1 \S+ (\S+) Tm|\S+ (\S+) Td|<([0-9a-f]*)> Tj|\/(\w+) Do/g,
    )) {
      if (tf) font = known.get(tf) ?? [];
      y = base ?? moved ?? y;
      if (hex)
        lines.push(
          `${y}\t${(hex.match(/.{4}/g) ?? []).map((gid) => font[Number.parseInt(gid, 16)] ?? '\uFFFD').join('')}`,
        );
      const id = stamp && new RegExp(`/${stamp} (\\d+) 0 R`).exec(head)?.[1];
      if (id)
        lines.push(
          ...textOf(show(Number(id)), objects.get(Number(id))?.body.toString('latin1') ?? '').map(
            (line) => `${y}${line.slice(line.indexOf('\t'))}`,
          ),
        );
    }
    return lines;
  };

  const kids = [...objects.values()].find(({ head }) => /\/Type \/Pages\b/.test(head))?.head ?? '';
  const pages = [...(/\/Kids \[([\s\S]*?)\]/.exec(kids)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, id]) => {
    const page = show(Number(id));
    const content =
      objects.get(Number(/\/Contents (\d+) 0 R/.exec(page)?.[1]))?.body.toString('latin1') ?? '';
    return inRows(textOf(show(Number(/\/Resources (\d+) 0 R/.exec(page)?.[1])), content));
  });
  return { pages };
}

/** Pieces on the same height are one line, in the order they were written. */
function inRows(pieces: readonly string[]): string {
  const rows = new Map<string, string[]>();
  for (const piece of pieces) {
    const [y = '', text = ''] = piece.split('\t');
    const row = rows.get(y);
    if (row) row.push(text);
    else rows.set(y, [text]);
  }
  return [...rows.values()].map((row) => row.join(' ')).join('\n');
}

function objectsOf(pdf: Buffer): Map<number, { head: string; body: Buffer }> {
  const tail = pdf.toString('latin1', pdf.length - 64);
  const table = pdf.toString('latin1', Number(/startxref\s+(\d+)/.exec(tail)?.[1]));
  const objects = new Map<number, { head: string; body: Buffer }>();
  [...table.matchAll(/^(\d{10}) \d{5} ([nf])/gm)].forEach(([, offset, used], id) => {
    if (used !== 'n') return;
    const from = Number(offset);
    const plain = pdf.indexOf('endobj', from);
    const stream = pdf.indexOf('\nstream\n', from);
    if (stream === -1 || stream > plain)
      return objects.set(id, { head: pdf.toString('latin1', from, plain), body: Buffer.alloc(0) });
    const head = pdf.toString('latin1', from, stream);
    const start = stream + '\nstream\n'.length;
    const raw = pdf.subarray(start, start + Number(/\/Length (\d+)/.exec(head)?.[1]));
    objects.set(id, { head, body: /FlateDecode/.test(head) ? inflateSync(raw) : raw });
  });
  return objects;
}

/** The letter of each glyph number, from the table of a font. */
function lettersOf(cmap: string): string[] {
  const letters: string[] = [];
  for (const [, from = '', list = ''] of cmap.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g))
    [...list.matchAll(/<([^>]*)>/g)].forEach(([, codes = ''], i) => {
      letters[Number.parseInt(from, 16) + i] = codes
        .split(' ')
        .map((code) => String.fromCharCode(Number.parseInt(code, 16)))
        .join('');
    });
  return letters;
}
