import { Radio } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { fitsCase, type Ruling, RULINGS } from '#modules/payouts/cases/rules.ts';
import { ask } from '../api.ts';
import styles from './page.module.css';
import type { CaseDetail } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly found: CaseDetail;
  readonly onClose: () => void;
}

interface Ruled {
  readonly ruling: Ruling;
  readonly note: string;
  readonly asProposal: boolean;
}

/** The ruling on a difference, with what it does said in figures; above the limit it is proposed to a second person. */
export function RulingDialog({ found, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [ruling, setRuling] = useState<Ruling | null>(null);
  const [note, setNote] = useState('');
  const above = found.twoPeopleAboveVnd;
  const asProposal = above !== null && BigInt(found.amountVnd) > BigInt(above);
  const { id: caseId, officeId } = found;
  const act = useAct<Ruled, unknown>({
    send: (id, { asProposal: two, ...what }) =>
      two
        ? ask('POST /payouts/proposals', {
            body: { id, officeId, what: { kind: 'case-ruling', caseId, ...what } },
          })
        : ask('POST /payouts/cases/:caseId/ruling', { params: { caseId }, body: { id, officeId, ...what } }),
    touches: [['payouts']],
    onDone: (_answer, ruled) => {
      toast(ruled.asProposal ? texts.proposed : texts.ruledDone);
      onClose();
    },
  });
  const ready = ruling !== null && note.trim() !== '';
  return (
    <ActDialog
      grave={ruling === 'charged'}
      title={texts.ruleTitle}
      label={asProposal ? texts.propose : texts.rule}
      act={act}
      onClose={onClose}
      input={ready ? { ruling, note: note.trim(), asProposal } : null}
    >
      <Radio.Group
        label={texts.ruling}
        value={ruling ?? ''}
        required
        onChange={(value) => setRuling(value as Ruling)}
      >
        <div className={styles['rulings']}>
          {RULINGS.filter((each) => fitsCase(found.kind, each)).map((each) => (
            <Radio key={each} value={each} label={texts.rulings[each]} />
          ))}
        </div>
      </Radio.Group>
      <LongTextField
        label={texts.why}
        required
        minRows={3}
        maxLength={1000}
        value={note}
        onChange={setNote}
      />
      {ruling !== null && (
        <Callout role="status">
          {found.amountVnd === '0'
            ? texts.foundThings
            : texts.consequences[ruling](format.vnd(found.amountVnd))}
        </Callout>
      )}
      {asProposal && <Callout as="watch">{texts.needsTwo(format.vnd(above))}</Callout>}
    </ActDialog>
  );
}
