import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { Waiting } from '#kernel/web/waiting.tsx';
import type { usePlanPlace } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** What stands on a page of the plan while it has no month: it is on its way, it failed, or there is none yet. */
export function NoPlanYet({ place }: { place: ReturnType<typeof usePlanPlace> }) {
  const texts = useTexts();
  if (place.failed) return <FailureNotice error={place.failed} onRetry={place.retry} />;
  if (place.none) return <Notice title={texts.noMonth}>{texts.noMonthHint}</Notice>;
  return <Waiting />;
}
