import { ActionIcon, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CloseIcon } from '#kernel/web/icons.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { personQuery } from '../parts/people-queries.ts';
import { useBirthText } from '../parts/birth-text.ts';
import styles from './counter.module.css';
import { useTexts } from './texts/texts.ts';
import type { Queue } from './use-queue.ts';

interface Props {
  readonly officeId: string;
  readonly queue: Queue;
  readonly disabled: boolean;
  readonly onBring: (citizenId: string) => void;
  readonly onSwap: () => void;
}

/** Who was called up and waits, in order. */
export function QueueList({ officeId, queue, disabled, onBring, onSwap }: Props) {
  const texts = useTexts();
  return (
    <Sheet
      title={texts.queue}
      note={queue.waiting.length > 0 ? queue.waiting.length : undefined}
      tools={
        queue.present === null &&
        queue.waiting.length > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={onSwap} disabled={disabled}>
            {texts.next} <kbd className={styles['key']}>F6</kbd>
          </Button>
        )
      }
    >
      {queue.waiting.length === 0 ? (
        <p className={styles['quiet']}>{texts.queueEmpty}</p>
      ) : (
        <ol className={styles['list']} aria-label={texts.queue}>
          {queue.waiting.map((citizenId) => (
            <Waiting
              key={citizenId}
              officeId={officeId}
              citizenId={citizenId}
              disabled={disabled}
              onBring={() => onBring(citizenId)}
              onDrop={() => queue.drop(citizenId)}
            />
          ))}
        </ol>
      )}
    </Sheet>
  );
}

interface WaitingProps {
  readonly officeId: string;
  readonly citizenId: string;
  readonly disabled: boolean;
  readonly onBring: () => void;
  readonly onDrop: () => void;
}

function Waiting({ officeId, citizenId, disabled, onBring, onDrop }: WaitingProps) {
  const texts = useTexts();
  const birthText = useBirthText();
  // Names are asked of the server, and not of the browser's disk.
  const { data } = useQuery(personQuery(officeId, citizenId));
  const name = data?.person.fullName ?? '…';
  return (
    <li>
      <span className={styles['grow']}>
        {name} <span className={styles['quiet']}>{data && birthText(data.person.birth)}</span>
      </span>
      <Button
        size="compact-xs"
        variant="default"
        onClick={onBring}
        disabled={disabled}
        aria-label={texts.callOf(name)}
      >
        {texts.call}
      </Button>
      <ActionIcon
        size="sm"
        variant="subtle"
        onClick={onDrop}
        aria-label={texts.dropOf(name)}
        title={texts.dropOf(name)}
      >
        <CloseIcon size={12} />
      </ActionIcon>
    </li>
  );
}
