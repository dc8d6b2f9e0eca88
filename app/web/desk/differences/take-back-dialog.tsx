import { Callout } from '#kernel/web/callout.tsx';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import type { CaseDetail } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly found: CaseDetail;
  readonly onClose: () => void;
}

/** Takes a ruling back: what it moved returns and the difference is open again; above the limit it is proposed to a second person. */
export function TakeRulingBackDialog({ found, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const { id: caseId, officeId, amountVnd, twoPeopleAboveVnd: above } = found;
  const asProposal = above !== null && BigInt(amountVnd) > BigInt(above);
  return (
    <ReasonDialog
      title={texts.takeBackTitle}
      label={asProposal ? texts.propose : texts.takeBack}
      grave
      field={texts.takeBackWhy}
      maxLength={1000}
      send={(id, reason) =>
        asProposal
          ? ask('POST /payouts/proposals', {
              body: { id, officeId, what: { kind: 'ruling-reversal', caseId, reason } },
            })
          : ask('POST /payouts/cases/:caseId/ruling/reversal', {
              params: { caseId },
              body: { id, officeId, reason },
            })
      }
      touches={[['payouts']]}
      done={() => (asProposal ? texts.takeBackProposed : texts.takenBack)}
      onClose={onClose}
    >
      <p>{amountVnd === '0' ? texts.takeBackThings : texts.takeBackWhat(format.vnd(amountVnd))}</p>
      {asProposal && <Callout as="watch">{texts.takeBackNeedsTwo(format.vnd(above))}</Callout>}
    </ReasonDialog>
  );
}
