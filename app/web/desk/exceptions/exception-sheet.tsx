import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Callout } from '#kernel/web/callout.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import type { Me } from '../api.ts';
import { OfficeSide } from './office-side.tsx';
import sides from '../parts/sides.module.css';
import { PhoneSide } from './phone-side.tsx';
import { atDeskQuery, exceptionQuery } from './queries.ts';
import { Rulings } from './rulings.tsx';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly id: string;
  readonly officeId: string;
  readonly me: Me;
}

/** One exception: why, what the phone says, what the office has, what was said, and the ruling. */
export function ExceptionSheet({ id, officeId, me }: Props) {
  const texts = useTexts();
  const shared = useShared();
  const { language } = useLanguage();
  const navigate = useNavigate({ from: '/exceptions' });
  const found = useQuery(exceptionQuery(officeId, id));
  const atDesk = useQuery(atDeskQuery(officeId, id));
  const failed = found.error ?? atDesk.error;
  if (!found.data || !atDesk.data)
    return failed ? (
      <FailureNotice
        error={failed}
        onRetry={() => {
          void found.refetch();
          void atDesk.refetch();
        }}
      />
    ) : (
      <Waiting />
    );
  const { exception } = found.data;
  const { code, text, ruled, state } = exception;
  return (
    <>
      <Sheet
        title={texts.codes[code as keyof typeof texts.codes] ?? code}
        note={
          <Marked as={ruled ? 'closed' : state === 'conflict' ? 'bad' : 'watch'}>
            {ruled ? texts.states.ruled : texts.held[state]}
          </Marked>
        }
        tools={
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => void navigate({ search: ({ exception: _gone, ...now }) => now })}
          >
            {shared.close}
          </Button>
        }
      >
        <Callout>{text?.[language] ?? texts.noText}</Callout>
      </Sheet>
      <Sheet title={texts.evidence} note={texts.evidenceNote}>
        <div className={sides['sides']}>
          <PhoneSide found={found.data} atDesk={atDesk.data} officeId={officeId} />
          <OfficeSide found={found.data} atDesk={atDesk.data} />
        </div>
      </Sheet>
      <Rulings found={found.data} atDesk={atDesk.data} officeId={officeId} me={me} />
    </>
  );
}
