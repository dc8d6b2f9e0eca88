import { useHotkeys } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { laterWindow } from '#kernel/web/later.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Shell } from '#kernel/web/shell.tsx';
import { Waiting } from '#kernel/web/waiting.tsx';
import { ask } from '../api.ts';
import { aboutQuery, meQuery } from '../queries.ts';
import { Holding } from './holding.tsx';
import { Navigation } from './navigation.tsx';
import { SessionEnd } from './session-end.tsx';
import { ACCOUNT, screensOf } from './screens.ts';
import { tellTabs, useOtherTabs } from './tabs.ts';
import { useStaffTexts, useTexts } from './texts/texts.ts';

const Palette = laterWindow(async () => (await import('./palette.tsx')).Palette);

/** What stands around every screen of a person who is signed in. */
export function Frame() {
  const texts = useTexts();
  const { roles } = useStaffTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const me = useSuspenseQuery(meQuery).data;
  const about = useQuery(aboutQuery).data;
  useOtherTabs(me);
  const [calls, setCalls] = useState(0);
  const call = () => setCalls((n) => n + 1);
  useHotkeys([['mod+K', call]], []);
  const signOut = useMutation({
    mutationFn: () => ask('POST /auth/sign-out'),
    onSuccess: async () => {
      tellTabs(null);
      await navigate({ to: '/sign-in', search: {} });
      queries.clear();
    },
  });
  const screens = screensOf(me.grants);
  const capacities = me.grants.map((grant) => `${roles[grant.role]}, ${grant.officeName}`);
  return (
    <Shell
      person={{ name: me.name, capacity: capacities.join('; ') }}
      clockAheadMs={about?.demonstration?.clockAheadMs ?? 0}
      navigation={<Navigation screens={screens} />}
      holding={<Holding me={me} />}
      account={{ name: texts.screens[ACCOUNT.name], onOpen: () => void navigate({ to: ACCOUNT.to }) }}
      onSearch={call}
      onSignOut={() => signOut.mutate()}
    >
      {signOut.error && <FailureNotice error={signOut.error} />}
      <Suspense fallback={<Waiting />}>
        <Outlet />
      </Suspense>
      <SessionEnd me={me} />
      {calls > 0 && (
        <Palette me={me} screens={[...screens, ACCOUNT]} calls={calls} onClose={() => setCalls(0)} />
      )}
    </Shell>
  );
}
