import { textsOf } from '#kernel/web/language.tsx';
import { en } from './en.ts';
import { vi } from './vi.ts';

export const useTexts = textsOf(vi, en);
