import type { UseQueryResult } from '@tanstack/react-query';
import { FailureNotice } from './notice.tsx';
import { type Help, Page } from './page.tsx';
import { Waiting } from './waiting.tsx';

interface Props {
  readonly title: string;
  readonly help: Help;
  readonly query: Pick<UseQueryResult, 'error' | 'refetch'>;
}

/** A screen whose matter is still on its way, or did not come: it has its name all the same, and can be asked again. */
export function PageUntil({ title, help, query }: Props) {
  return (
    <Page title={title} help={help}>
      {query.error ? <FailureNotice error={query.error} onRetry={() => void query.refetch()} /> : <Waiting />}
    </Page>
  );
}
