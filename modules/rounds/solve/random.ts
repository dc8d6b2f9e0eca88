export interface Random {
  /** A number from 0 up to but without 1. */
  unit(): number;
  /** A whole number from 0 up to but without `below`. */
  below(below: number): number;
}

/** Marsaglia's xorshift of 128 bits (Journal of Statistical Software 8(14), 2003): fast, small, and the same everywhere. */
export function randomFrom(seed: number): Random {
  let x = 0;
  let y = 0;
  let z = 0;
  let w = 0;
  // A seed of few bits is spread over the state by Knuth's multiplicative steps; all zeros would never move.
  let spread = seed | 0;
  const word = () => {
    spread = (Math.imul(spread, 1664525) + 1013904223) | 0;
    return spread ^ (spread >>> 15);
  };
  x = word();
  y = word();
  z = word();
  w = word() | 1;
  const bits = (): number => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ (t ^ (t >>> 8));
    return w >>> 0;
  };
  for (let i = 0; i < 20; i++) bits();
  return {
    unit: () => bits() / 4294967296,
    below: (below) => Math.floor((bits() / 4294967296) * below),
  };
}
