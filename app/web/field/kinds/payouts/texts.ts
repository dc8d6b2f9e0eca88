import { inBoth } from '../../language.ts';
import { vi } from './vi.ts';

export const say = inBoth(vi, async () => (await import('./en.ts')).en);
