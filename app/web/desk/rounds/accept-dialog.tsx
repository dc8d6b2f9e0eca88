import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Facts } from '#kernel/web/facts.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Judged } from '#modules/rounds/rules/day.ts';
import { ask } from '../api.ts';
import type { Draft } from './draft.ts';
import type { DayReply } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { useMeasures } from './use-measures.ts';

interface Props {
  readonly officeId: string;
  readonly data: DayReply;
  readonly draft: Draft;
  readonly judged: readonly Judged[];
  readonly left: DayReply['stops'];
  /** The version that is replaced; 0 when there is none. */
  readonly after: number;
  /** The draft is this version now. */
  readonly onAccepted: (version: number) => void;
  readonly onClose: () => void;
}

/** The rounds become the day's accepted ones: the consequences with figures, and a reason when they replace others. */
export function AcceptDialog({ officeId, data, draft, judged, left, after, onAccepted, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const { km } = useMeasures();
  const [reason, setReason] = useState('');
  const rounds = draft.filter(({ stops }) => stops.length > 0);
  const act = useAct({
    send: (id, input: { reason: string | null; rounds: Draft }) =>
      ask('POST /rounds/plans', {
        body: {
          id,
          officeId,
          day: data.day,
          after,
          reason: input.reason,
          rounds: input.rounds.map((round) => ({ ...round, stops: [...round.stops] })),
        },
      }),
    touches: [['rounds'], ['payouts', 'rounds']],
    onDone: ({ version }) => {
      toast(texts.acceptedAs(version));
      onAccepted(version);
      onClose();
    },
  });
  const needsReason = after > 0;
  return (
    <ActDialog
      title={after > 0 ? texts.acceptAgain : texts.accept}
      label={texts.acceptLabel(rounds.length)}
      act={act}
      onClose={onClose}
      input={
        needsReason && reason.trim() === '' ? null : { reason: needsReason ? reason.trim() : null, rounds }
      }
    >
      <Facts
        facts={[
          [texts.day, format.day(data.day)],
          [
            texts.visits,
            texts.ofAll(format.count(data.stops.length - left.length), format.count(data.stops.length)),
          ],
          [texts.money, format.dong(judged.reduce((sum, each) => sum + each.amountVnd, 0n))],
          [texts.distance, km(judged.reduce((sum, each) => sum + each.distanceM, 0))],
          left.length > 0 && [
            texts.notVisited,
            left
              .slice(0, 5)
              .map(({ name }) => name)
              .join(', ') + (left.length > 5 ? texts.andMore(left.length - 5) : ''),
          ],
        ]}
      />
      <p>{texts.acceptHint}</p>
      {needsReason && (
        <TextField
          required
          label={texts.reason}
          description={texts.reasonHint(after)}
          value={reason}
          disabled={act.busy}
          onChange={setReason}
        />
      )}
    </ActDialog>
  );
}
