import { useQuery } from '@tanstack/react-query';
import { Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { troublesQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** What stands still on the machine while people work, for those who answer for it; nothing while all goes on. */
export function Troubles() {
  const texts = useTexts().troubles;
  const format = useFormat();
  const { data } = useQuery(troublesQuery);
  return data?.map(({ what, why, since }) => (
    <Notice key={what} as="bad" title={texts.what[what]}>
      {texts.why[why](format.moment(since))}
    </Notice>
  ));
}
