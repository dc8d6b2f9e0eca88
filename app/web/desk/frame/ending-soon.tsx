import { Button, Modal } from '@mantine/core';
import { useBack } from '#kernel/web/back.ts';
import styles from './session-end.module.css';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly leftMs: number;
  readonly onClose: () => void;
}

/** Says that the session is about to end because nobody has done anything for long. */
export function EndingSoon({ leftMs, onClose }: Props) {
  const texts = useTexts();
  useBack({ back: onClose });
  const seconds = Math.ceil(leftMs / 1000);
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.endingSoon}
      withCloseButton={false}
      lockScroll={false}
      zIndex={400}
    >
      <div className={styles['form']}>
        <p>
          {texts.endingIn} <time role="timer">{left}</time>
        </p>
        <Button data-autofocus onClick={onClose}>
          {texts.stay}
        </Button>
      </div>
    </Modal>
  );
}
