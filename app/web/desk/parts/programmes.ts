import { queryOptions, useQuery } from '@tanstack/react-query';
import { useLanguage } from '#kernel/web/language.tsx';
import { ask, type Me } from '../api.ts';

/** The highest office where the person holds one of these roles; undefined when they hold none. */
export function officeWith(me: Me, roles: readonly string[]) {
  return me.grants
    .filter(({ role }) => roles.includes(role))
    .toSorted((a, b) => a.officePath.length - b.officePath.length)[0];
}

export function holds(me: Me, role: string): boolean {
  return me.grants.some((grant) => grant.role === role);
}

export const programmesQuery = queryOptions({
  queryKey: ['payouts', 'programmes'],
  queryFn: ({ signal }) => ask('GET /payouts/programmes', undefined, signal),
  staleTime: 600_000,
});

/** The programmes by name in the user's language; a code not known yet stands for itself. */
export function useProgrammes() {
  const { language } = useLanguage();
  const { data = [] } = useQuery(programmesQuery);
  const all = data.map(({ code, nameVi, nameEn }) => ({ code, name: language === 'vi' ? nameVi : nameEn }));
  return { all, name: (code: string) => all.find((each) => each.code === code)?.name ?? code };
}
