import { Radio } from '@mantine/core';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Person } from '../parts/people-queries.ts';
import { useReasonText } from '../parts/reason-text.ts';
import styles from './counter.module.css';
import { type Collector, collectorKey } from './payment.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly person: Person;
  readonly value: Collector;
  readonly disabled: boolean;
  readonly onChange: (collector: Collector) => void;
}

/** Who collects: the person, someone with a written authority that is good today, or the heir of a dead one. */
export function CollectorChoice({ person, value, disabled, onChange }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const reason = useReasonText();
  const dead = person.diedOn !== null;
  const choices: { collector: Collector; label: string; why?: string | undefined }[] = dead
    ? person.heirs.map((heir) => ({
        collector: { kind: 'heir', heirId: heir.id },
        label: texts.heir(heir.fullName, heir.relation),
      }))
    : [
        { collector: { kind: 'self' }, label: texts.self },
        ...person.authorities.map((authority) => ({
          collector: { kind: 'proxy' as const, authorityId: authority.id },
          label: texts.proxy(
            authority.proxyName,
            authority.relation ?? '',
            authority.proxyCccdMasked,
            format.day(authority.expiresOn),
          ),
          why:
            authority.whyNot === null
              ? undefined
              : reason({
                  code: authority.whyNot,
                  facts: { proxy: authority.proxyName, expiresOn: authority.expiresOn },
                }),
        })),
      ];
  if (choices.length < 2 && !dead) return <p className={styles['who']}>{texts.onlySelf}</p>;
  return (
    <Radio.Group
      label={texts.collector}
      size="xs"
      value={collectorKey(value)}
      onChange={(key) => {
        const choice = choices.find(({ collector }) => collectorKey(collector) === key);
        if (choice) onChange(choice.collector);
      }}
    >
      <div className={styles['choices']}>
        {choices.map(({ collector, label, why }) => (
          <Radio
            key={collectorKey(collector)}
            size="xs"
            value={collectorKey(collector)}
            label={label}
            {...(why && { description: why })}
            disabled={disabled || why !== undefined}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
