import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import styles from './intake.module.css';
import { useTexts } from '../texts/texts.ts';

interface Props {
  /** What is under way: a look at a file, or the list that is being entered. */
  readonly id: string;
  /** Bytes sent, 0 to 1; 1 while the server reads. */
  readonly sent: number;
  readonly onStop: () => void;
}

const ASK_MS = 600;

/** How far a file has come: its bytes on the way, then its rows under the server's eyes. It can be stopped at any moment. */
export function Reading({ id, sent, onStop }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ['list-progress', id],
    queryFn: ({ signal }) =>
      ask('GET /payouts/list-checks/:checkId/progress', { params: { checkId: id } }, signal),
    enabled: sent >= 1,
    refetchInterval: ASK_MS,
    retry: false,
  });
  const says =
    sent < 1
      ? texts.intake.sending(format.share(BigInt(Math.round(sent * 1000)), 1000n))
      : data?.rows
        ? texts.intake.readingRows(format.count(data.rows))
        : texts.intake.reading;
  return (
    <div className={styles['reading']}>
      <p role="status">{says}</p>
      <Progress value={sent * 100} animated={sent >= 1} aria-label={texts.intake.progress} />
      <Button variant="default" size="xs" onClick={onStop}>
        {texts.intake.stop}
      </Button>
    </div>
  );
}
