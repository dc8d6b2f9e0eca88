import type { AnyKind } from './kind.ts';
import { payouts } from './payouts/kind.ts';

/** What this phone knows how to do. A module joins with one line here. */
export const kinds: readonly AnyKind[] = [payouts];
