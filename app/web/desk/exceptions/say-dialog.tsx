import { Callout } from '#kernel/web/callout.tsx';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import type { Exception } from './queries.ts';
import { useTexts } from './texts/texts.ts';

export type Saying = 'explained' | 'apply' | 'dismiss';

interface Props {
  readonly saying: Saying;
  readonly exception: Exception;
  /** What the phone says was handed over, in VND. */
  readonly givenVnd: string | null;
  readonly officeId: string;
  readonly onClose: () => void;
}

/** A word on an exception: a statement, or one person's ruling, with what it does said in figures. */
export function SayDialog({ saying, exception, givenVnd, officeId, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const { id: exceptionId, needs } = exception;
  const amount = givenVnd === null ? null : format.vnd(givenVnd);
  return (
    <ReasonDialog
      grave={saying === 'dismiss' && exception.state === 'quarantined'}
      title={texts.sayTitle[saying]}
      label={texts.sayLabel[saying]}
      field={saying === 'explained' ? texts.note : texts.grounds}
      hint={texts.noteHint}
      maxLength={1000}
      send={(id, note) =>
        ask('POST /devices/exceptions/:exceptionId/entries', {
          params: { exceptionId },
          body: { id, officeId, kind: saying, note },
        })
      }
      touches={[['payouts']]}
      done={(answer) =>
        saying === 'explained'
          ? texts.saidDone
          : answer.ruled
            ? texts.ruledDone
            : texts.waitsForOthers(format.count(answer.needs))
      }
      onClose={onClose}
    >
      {saying !== 'explained' && (
        <Callout role="status">
          {exception.state === 'conflict'
            ? texts.seenConsequence
            : amount === null
              ? texts.plainConsequence[saying]
              : texts.consequence[saying](amount)}
          {needs > 1 && ` ${texts.needsMore}`}
        </Callout>
      )}
    </ReasonDialog>
  );
}
