import { Button, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useBack } from '#kernel/web/back.ts';
import styles from './parts.module.css';
import { useParts } from './texts/texts.ts';

/** Asks before another screen, day or office takes the place of work that nothing keeps. */
export function AskBeforeLeaving({ when, what }: { readonly when: boolean; readonly what: string }) {
  const texts = useParts();
  const leaving = useBlocker({
    shouldBlockFn: () => true,
    withResolver: true,
    disabled: !when,
    enableBeforeUnload: when,
  });
  const stay = () => leaving.reset?.();
  useBack({ back: stay }, leaving.status === 'blocked');
  return (
    <Modal
      opened={leaving.status === 'blocked'}
      onClose={stay}
      title={texts.leaving}
      withCloseButton={false}
      lockScroll={false}
    >
      <p>{what}</p>
      <div className={styles['leaving']}>
        <Button variant="default" onClick={() => leaving.proceed?.()}>
          {texts.leaveAll}
        </Button>
        <Button data-autofocus onClick={stay}>
          {texts.stayHere}
        </Button>
      </div>
    </Modal>
  );
}
