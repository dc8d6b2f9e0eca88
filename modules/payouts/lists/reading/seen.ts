/**
 * A compact table of 53-bit keys to two numbers, for millions of rows in tens of megabytes: open addressing over typed arrays.
 * Keys of texts are hashes: in a list of a million rows the chance that any two different ones meet is 1 in 18,000.
 */
export function seenTable() {
  let size = 1 << 12;
  let used = 0;
  let keys = new Float64Array(size);
  let rows = new Uint32Array(size);
  let notes = new Uint32Array(size);

  const slot = (key: number): number => {
    let at = key % size;
    while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) % size;
    return at;
  };
  const grow = (): void => {
    const [oldKeys, oldRows, oldNotes] = [keys, rows, notes];
    size *= 2;
    keys = new Float64Array(size);
    rows = new Uint32Array(size);
    notes = new Uint32Array(size);
    oldKeys.forEach((key, i) => {
      if (key === 0) return;
      const at = slot(key);
      keys[at] = key;
      rows[at] = oldRows[i] ?? 0;
      notes[at] = oldNotes[i] ?? 0;
    });
  };

  return {
    /** Remembers a key with its row and a note; what an earlier row left is returned instead, and kept. */
    meet(key: number, row: number, note: number): { row: number; note: number } | null {
      const at = slot(key);
      if (keys[at] !== 0) return { row: rows[at] ?? 0, note: notes[at] ?? 0 };
      keys[at] = key;
      rows[at] = row;
      notes[at] = note;
      if (++used > size * 0.6) grow();
      return null;
    },
  };
}

/** 53 bits of a text, never 0 (cyrb53, public domain construction over two multiplicative hashes). */
export function hash53(text: string): number {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 2_654_435_761);
    two = Math.imul(two ^ code, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & two) + (one >>> 0) || 1;
}
