import { textsOf } from '#kernel/web/language.tsx';
import { en as staffEn } from '#people/staff/en.ts';
import { vi as staffVi } from '#people/staff/vi.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

/** What stands around every screen, in the user's language. */
export const useTexts = textsOf(vi, en);

/** Roles and refusals as the staff register words them. */
export const useStaffTexts = textsOf(staffVi, staffEn);
