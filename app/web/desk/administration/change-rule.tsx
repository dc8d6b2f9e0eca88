import { NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { MoneyField } from '#kernel/web/fields/money-field.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { ask } from '../api.ts';
import styles from './change-rule.module.css';
import type { Rule } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { NO_VERSION, VersionFields, whole } from './version.tsx';

const DAYS = [
  'opensOn',
  'pointFrom',
  'pointTo',
  'officeFrom',
  'officeTo',
  'bankFrom',
  'bankTo',
  'settleOn',
] as const;
const NUMBERS = ['suspendAfterMonths', 'homeAge', 'feePerMillion'] as const;

type Numbers = Readonly<Record<(typeof DAYS)[number] | (typeof NUMBERS)[number], number>>;
type Change = Numbers &
  Pick<Rule, 'programme' | 'unpaidRule' | 'feePerVoucherVnd'> & { validFrom: string; legalBasis: string };

/** The next rule of a programme, begun from the one that stands. */
export function ChangeRule({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const texts = useTexts();
  const shared = useShared();
  const { language } = useLanguage();
  const [numbers, setNumbers] = useState<Numbers>(rule);
  const [unpaidRule, setUnpaidRule] = useState(rule.unpaidRule);
  const [fee, setFee] = useState<bigint | null>(BigInt(rule.feePerVoucherVnd));
  const [version, setVersion] = useState(NO_VERSION);
  const change = useAct({
    send: (id, body: Change) => ask('POST /payouts/programme-rules', { body: { id, ...body } }),
    touches: [['reference'], ['payouts']],
    onDone: () => {
      toast(shared.done);
      onClose();
    },
  });
  const dated = whole(version);
  const picked = Object.fromEntries([...DAYS, ...NUMBERS].map((key) => [key, numbers[key]])) as Numbers;
  const input = dated && {
    ...picked,
    ...dated,
    programme: rule.programme,
    unpaidRule,
    feePerVoucherVnd: String(fee ?? 0n),
  };
  const field = (key: keyof Numbers, min: number, max: number) => (
    <NumberInput
      key={key}
      label={texts.ruleFields[key]}
      hideControls
      allowDecimal={false}
      min={min}
      max={max}
      clampBehavior="strict"
      value={numbers[key]}
      onChange={(value) => setNumbers((now) => ({ ...now, [key]: Number(value) }))}
    />
  );
  return (
    <ActDialog
      opened
      onClose={onClose}
      act={change}
      size="lg"
      title={texts.changeRule(language === 'vi' ? rule.nameVi : rule.nameEn)}
      label={texts.change}
      input={input}
    >
      <p>{texts.changeHint}</p>
      <VersionFields value={version} onChange={setVersion} />
      <div className={styles['numbers']}>
        {DAYS.map((key) => field(key, 1, 31))}
        {field('homeAge', 0, 130)}
        {field('suspendAfterMonths', 1, 120)}
        {field('feePerMillion', 0, 1_000_000)}
        <MoneyField label={texts.feePerVoucher} value={fee} onChange={setFee} />
        <NativeSelect
          label={texts.unpaidRule}
          value={unpaidRule}
          onChange={(event) => setUnpaidRule(event.currentTarget.value as Rule['unpaidRule'])}
          data={(['carry', 'return'] as const).map((value) => ({ value, label: texts.unpaidRules[value] }))}
        />
      </div>
    </ActDialog>
  );
}
