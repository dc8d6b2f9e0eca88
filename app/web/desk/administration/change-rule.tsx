import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { ChoiceField } from '#kernel/web/fields/choice-field.tsx';
import { MoneyField } from '#kernel/web/fields/money-field.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { ask } from '../api.ts';
import { ChangeDialog } from './change-dialog.tsx';
import styles from './change-rule.module.css';
import type { Rule } from './queries.ts';
import { useTexts } from './texts/texts.ts';

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
/** The next rule of a programme, begun from the one that stands. */
export function ChangeRule({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const texts = useTexts();
  const { language } = useLanguage();
  const [numbers, setNumbers] = useState<Numbers>(rule);
  const [unpaidRule, setUnpaidRule] = useState(rule.unpaidRule);
  const [fee, setFee] = useState<bigint | null>(BigInt(rule.feePerVoucherVnd));
  const picked = Object.fromEntries([...DAYS, ...NUMBERS].map((key) => [key, numbers[key]])) as Numbers;
  const field = (key: keyof Numbers, min: number, max: number) => (
    <NumberInput
      key={key}
      label={texts.ruleFields[key]}
      hideControls
      allowDecimal={false}
      thousandSeparator={language === 'vi' ? '.' : ','}
      decimalSeparator={language === 'vi' ? ',' : '.'}
      min={min}
      max={max}
      clampBehavior="strict"
      value={numbers[key]}
      onChange={(value) => setNumbers((now) => ({ ...now, [key]: Number(value) }))}
    />
  );
  return (
    <ChangeDialog
      size="lg"
      title={texts.changeRule(language === 'vi' ? rule.nameVi : rule.nameEn)}
      rule={{ ...picked, programme: rule.programme, unpaidRule, feePerVoucherVnd: String(fee ?? 0n) }}
      send={(id, body) => ask('POST /payouts/programme-rules', { body: { id, ...body } })}
      touches={[['reference'], ['payouts']]}
      onClose={onClose}
    >
      <div className={styles['numbers']}>
        {DAYS.map((key) => field(key, 1, 31))}
        {field('homeAge', 0, 130)}
        {field('suspendAfterMonths', 1, 120)}
        {field('feePerMillion', 0, 1_000_000)}
        <MoneyField label={texts.feePerVoucher} value={fee} onChange={setFee} />
        <ChoiceField
          label={texts.unpaidRule}
          value={unpaidRule}
          onChange={setUnpaidRule}
          values={['carry', 'return']}
          names={texts.unpaidRules}
        />
      </div>
    </ChangeDialog>
  );
}
