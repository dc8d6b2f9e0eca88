/** Just enough XML for the parts of a workbook: they are machine-made, flat and large, so they are scanned rather than parsed. */

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text with its entities, and the `_x000D_` escapes of ECMA-376 22.4.2.4, resolved. */
export function plainText(xml: string): string {
  let text = xml;
  if (text.includes('&'))
    text = text.replace(
      /&(?:#(x?)([0-9a-f]{1,6})|(\w+));/gi,
      (whole, hex: string, code: string, name: string) => {
        if (name) return NAMED[name] ?? whole;
        const point = Number.parseInt(code, hex ? 16 : 10);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      },
    );
  if (text.includes('_x'))
    text = text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  return text;
}

/** The value of an attribute within a tag's text; undefined when it is not there. */
export function attribute(tag: string, name: string): string | undefined {
  const at = tag.indexOf(` ${name}="`);
  if (at >= 0) return plainText(tag.slice(at + name.length + 3, tag.indexOf('"', at + name.length + 3)));
  if (!tag.includes("'") && !/\s{2}|[\t\r\n]|\s=|=\s/.test(tag)) return undefined;
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found ? plainText(found[1] ?? found[2] ?? '') : undefined;
}

/** All tags of a name, as their text. */
export function tags(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])[^>]*>`, 'g')) ?? [];
}

/** The texts of a string item joined: runs follow each other, phonetic readings (`rPh`) are left out. */
export function itemText(xml: string, prefix: string): string {
  const body = xml.includes(`<${prefix}rPh`)
    ? xml.replace(new RegExp(`<${prefix}rPh[\\s>].*?</${prefix}rPh>`, 'gs'), '')
    : xml;
  const open = `<${prefix}t`;
  const close = `</${prefix}t>`;
  let text = '';
  for (let at = body.indexOf(open); at >= 0; at = body.indexOf(open, at + 2)) {
    const next = body[at + open.length];
    if (next !== '>' && next !== ' ') continue;
    const start = body.indexOf('>', at) + 1;
    const end = body.indexOf(close, start);
    if (body[start - 2] === '/' || end < 0) continue;
    text += body.slice(start, end);
    at = end;
  }
  return plainText(text);
}

/** Sections of character data become ordinary escaped text, and comments go. */
export function withoutSections(xml: string): string {
  if (!xml.includes('<!')) return xml;
  return xml
    .replace(/<!\[CDATA\[(.*?)\]\]>/gs, (_, text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    )
    .replace(/<!--.*?-->/gs, '');
}

/**
 * Cuts a stream of XML into the elements of one name, each whole with its tags. What lies between is let go as it comes.
 * @param most characters one element may have; more is reported through `tooLong`
 */
export function elementCutter(name: string, most: number, tooLong: () => Error) {
  let rest = '';
  let prefix: string | null = null;

  return {
    prefix: (): string => prefix ?? '',
    feed(piece: string): string[] {
      const text = rest + piece;
      // The root is the first element after the declaration; its prefix is everyone's.
      prefix ??=
        /<(\w+:)?(?:worksheet|sst)[\s>]/.exec(text)?.[0].match(/<(\w+:)?/)?.[1] ??
        (text.length > 4_000 ? '' : null);
      const open = `<${prefix ?? ''}${name}`;
      const close = `</${prefix ?? ''}${name}>`;
      const cut: string[] = [];
      let at = text.indexOf(open);
      let kept = Math.max(0, text.length - open.length);
      while (at >= 0) {
        kept = at;
        const tagEnd = text.indexOf('>', at);
        if (tagEnd < 0) break;
        const next = text[at + open.length];
        let end = tagEnd + 1;
        if (next === '>' || next === ' ' || next === '/' || next === '\n' || next === '\r' || next === '\t') {
          if (text[tagEnd - 1] !== '/') {
            const closed = text.indexOf(close, tagEnd);
            if (closed < 0) break;
            end = closed + close.length;
          }
          cut.push(text.slice(at, end));
        }
        at = text.indexOf(open, end);
        kept = at >= 0 ? at : Math.max(end, text.length - open.length);
      }
      rest = text.slice(kept);
      if (rest.length > most) throw tooLong();
      return cut;
    },
  };
}
