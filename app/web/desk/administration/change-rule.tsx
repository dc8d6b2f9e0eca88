import { useState } from 'react';
import { ChoiceField } from '#kernel/web/fields/choice-field.tsx';
import { MoneyField } from '#kernel/web/fields/money-field.tsx';
import { WholeField } from '#kernel/web/fields/whole-field.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { ask } from '../api.ts';
import { ChangeDialog } from './change-dialog.tsx';
import styles from './change-rule.module.css';
import type { Rule } from './queries.ts';
import { useTexts } from './texts/texts.ts';

type Bounds = readonly [from: number, to: number];
const DAY: Bounds = [1, 31];

/** In pairs, as they are read: each first day beside its last. */
const BOUNDS = {
  opensOn: DAY,
  settleOn: DAY,
  pointFrom: DAY,
  pointTo: DAY,
  officeFrom: DAY,
  officeTo: DAY,
  bankFrom: DAY,
  bankTo: DAY,
  homeAge: [0, 130],
  suspendAfterMonths: [1, 120],
  feePerMillion: [0, 1_000_000],
} as const satisfies Readonly<Record<string, Bounds>>;

type Name = keyof typeof BOUNDS;
type Numbers = Readonly<Record<Name, number>>;
const NAMES = Object.keys(BOUNDS) as Name[];
const isWhole = (numbers: Readonly<Record<Name, number | null>>): numbers is Numbers =>
  NAMES.every((name) => numbers[name] !== null);

/** The next rule of a programme, begun from the one that stands. */
export function ChangeRule({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const texts = useTexts();
  const { language } = useLanguage();
  const [numbers, setNumbers] = useState<Readonly<Record<Name, number | null>>>(
    Object.fromEntries(NAMES.map((name) => [name, rule[name]])) as Numbers,
  );
  const [unpaidRule, setUnpaidRule] = useState(rule.unpaidRule);
  const [fee, setFee] = useState<bigint | null>(BigInt(rule.feePerVoucherVnd));
  return (
    <ChangeDialog
      size="xl"
      title={texts.changeRule(language === 'vi' ? rule.nameVi : rule.nameEn)}
      rule={
        isWhole(numbers) && fee !== null
          ? { ...numbers, programme: rule.programme, unpaidRule, feePerVoucherVnd: String(fee) }
          : null
      }
      send={(id, body) => ask('POST /payouts/programme-rules', { body: { id, ...body } })}
      touches={[['reference'], ['payouts']]}
      onClose={onClose}
    >
      <div className={styles['numbers']}>
        {NAMES.map((name) => (
          <WholeField
            key={name}
            label={texts.ruleFields[name]}
            required
            from={BOUNDS[name][0]}
            to={BOUNDS[name][1]}
            value={numbers[name]}
            onChange={(value) => setNumbers((now) => ({ ...now, [name]: value }))}
          />
        ))}
        <MoneyField label={texts.feePerVoucher} required value={fee} onChange={setFee} />
      </div>
      <ChoiceField
        label={texts.unpaidRule}
        value={unpaidRule}
        onChange={setUnpaidRule}
        values={['carry', 'return']}
        names={texts.unpaidRules}
      />
    </ChangeDialog>
  );
}
