import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import styles from './detail.module.css';
import { HandoverLink } from './link.tsx';
import type { HandoverDetail } from './queries.ts';
import { useHandoverTexts, useKindNames } from './texts/texts.ts';

interface Props {
  readonly trail: HandoverDetail['trail'];
  readonly here: string;
}

/** The chain around a handover: what it answers or corrects, and what answered or corrected it. */
export function Trail({ trail, here }: Props) {
  const texts = useHandoverTexts();
  const format = useFormat();
  const names = useKindNames();
  return (
    <Sheet title={texts.trail} note={texts.trailHint}>
      <ol className={styles['trail']}>
        {trail.map((step) => (
          <li key={step.id} aria-current={step.id === here ? 'step' : undefined}>
            {step.id === here ? (
              <strong>
                {names.handover(step.kind)} ({texts.here})
              </strong>
            ) : (
              <HandoverLink id={step.id}>{names.handover(step.kind)}</HandoverLink>
            )}
            <span>
              {step.actor}, {step.office}
            </span>
            <span className={styles['quiet']}>
              {format.moment(step.recordedAt)}
              {step.does && `, ${texts[step.does]}`}
            </span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
