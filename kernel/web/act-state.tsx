import { Button, Loader } from '@mantine/core';
import { useFailureText } from './notice.tsx';
import { WarningIcon } from './icons.tsx';
import styles from './notice.module.css';
import { StepUp } from './step-up.tsx';
import { useShared } from './texts/texts.ts';
import type { Act } from './use-act.ts';

/** Says where an act stands when it is not simply done: unknown and being asked again, or refused and why. */
export function ActState<Input, Answer>({ act }: { act: Act<Input, Answer> }) {
  const shared = useShared();
  const say = useFailureText();
  const { step } = act;
  if (step.at === 'unknown')
    return (
      <div className={styles['notice']} role="alert" data-as="watch">
        <Loader size={20} />
        <div>
          <p>{shared.unknown}</p>
          <Button size="xs" variant="default" mt="xs" onClick={() => act.askAgain()}>
            {shared.askAgain}
          </Button>
        </div>
      </div>
    );
  if (step.at === 'refused' && step.failure.code === 'step_up_required')
    return <StepUp onProved={() => act.run(step.input)} />;
  if (step.at === 'refused')
    return (
      <div className={styles['notice']} role="alert" data-as="bad">
        <WarningIcon size={20} />
        <div>
          <strong>{shared.refused}</strong>
          <p>{say(step.failure)}</p>
          {step.failure.reference && (
            <p className={styles['reference']}>
              {shared.reference}: <code>{step.failure.reference}</code>
            </p>
          )}
        </div>
      </div>
    );
  return null;
}
