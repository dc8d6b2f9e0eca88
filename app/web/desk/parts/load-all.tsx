import { Button } from '@mantine/core';
import { useParts } from './texts/texts.ts';

/** Brings all rows that the filters leave, so that what is sorted, copied or saved is complete. */
export function LoadAll({ all, loading }: { all: (() => void) | null; loading: boolean }) {
  const texts = useParts();
  if (all === null) return null;
  return (
    <Button size="xs" variant="default" loading={loading} onClick={all}>
      {texts.loadAll}
    </Button>
  );
}
