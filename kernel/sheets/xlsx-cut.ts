import { Buffer } from 'node:buffer';

const GT = 62;
const SLASH = 47;

/** Where an element begins, where its own tag ends (at its `>`) and where what follows it begins. */
type TakeRow<Row> = (bytes: Buffer, from: number, tagEnd: number, to: number) => Row;

/**
 * Cuts the bytes of a sheet into its rows, each whole with its tags, and hands each on without copying it. What lies
 * between is let go as it comes.
 * @param most bytes one row may have; more is reported through `tooLong`
 */
export function rowCutter(most: number, tooLong: () => Error) {
  let rest: Buffer = Buffer.alloc(0);
  let prefix: string | null = null;
  let open = Buffer.from('<row');
  let close = Buffer.from('</row>');

  /** The root is the first element after the declaration; its prefix is everyone's. */
  const learnPrefix = (bytes: Buffer): void => {
    const head = bytes.toString('latin1', 0, Math.min(bytes.length, 8_000));
    const root = /<(\w+:)?worksheet[\s>]/.exec(head);
    if (!root && bytes.length <= 4_000) return;
    prefix = root?.[1] ?? '';
    open = Buffer.from(`<${prefix}row`);
    close = Buffer.from(`</${prefix}row>`);
  };

  return {
    prefix: (): string => prefix ?? '',
    feed<Row>(piece: Buffer, take: TakeRow<Row>): Row[] {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      if (prefix === null) learnPrefix(bytes);
      const rows: Row[] = [];
      let at = bytes.indexOf(open);
      let kept = Math.max(0, bytes.length - open.length);
      while (at >= 0) {
        kept = at;
        const tagEnd = bytes.indexOf(GT, at);
        if (tagEnd < 0) break;
        let end = tagEnd + 1;
        // A blank, a slash or the tag's end: `<rowBreaks` and the like are other elements.
        const next = bytes[at + open.length] as number;
        if (next <= 32 || next === SLASH || next === GT) {
          if (bytes[tagEnd - 1] !== SLASH) {
            const closed = bytes.indexOf(close, tagEnd);
            if (closed < 0) break;
            end = closed + close.length;
          }
          rows.push(take(bytes, at, tagEnd, end));
        }
        at = bytes.indexOf(open, end);
        kept = at >= 0 ? at : Math.max(end, bytes.length - open.length);
      }
      rest = bytes.subarray(kept);
      if (rest.length > most) throw tooLong();
      return rows;
    },
  };
}
