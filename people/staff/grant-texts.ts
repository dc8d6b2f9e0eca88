import type { OfficeKind } from '#places/offices/offices.ts';
import { en as staffEn } from './en.ts';
import type { Role } from './roles.ts';
import { vi as staffVi } from './vi.ts';

type Facts = Readonly<Record<string, unknown>>;

const AT: Readonly<Record<'vi' | 'en', Readonly<Record<OfficeKind, string>>>> = {
  vi: { province: 'bưu điện tỉnh', district: 'bưu điện huyện', point: 'điểm bưu điện' },
  en: { province: 'the provincial office', district: 'a district office', point: 'a post point' },
};

const at = (language: 'vi' | 'en', { office, kind, kinds = [] }: Facts) => {
  const called = AT[language];
  const list = new Intl.ListFormat(language, { type: 'disjunction' });
  return {
    here: `${called[kind as OfficeKind]} (${String(office)})`,
    there: list.format((kinds as OfficeKind[]).map((each) => called[each])),
  };
};

/** Why a role is not granted at an office: which role, where, and where it is held instead. */
export const vi = {
  role_elsewhere: (f: Facts) => {
    const { here, there } = at('vi', f);
    return `Vai trò ${staffVi.roles[f['role'] as Role]} không giao tại ${here}. Vai trò này chỉ giao tại ${there}.`;
  },
};

export const en: typeof vi = {
  role_elsewhere: (f) => {
    const { here, there } = at('en', f);
    return `The role ${staffEn.roles[f['role'] as Role]} is not held at ${here}. It is held at ${there} only.`;
  },
};
