import { textsOf } from '../language.tsx';
import { en } from './en.ts';
import { vi } from './vi.ts';

/** The shared texts in the user's language. */
export const useShared = textsOf(vi, en);
