import { textsOf } from '#kernel/web/language.tsx';
import { en } from './en.ts';
import { vi } from './vi.ts';

/** Words about vouchers and receipts, in the user's language. */
export const useVoucherTexts = textsOf(vi, en);
