import { Button, Modal } from '@mantine/core';
import { useBack } from '#kernel/web/back.ts';
import { Facts } from '#kernel/web/facts.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import styles from './one-time-password.module.css';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly onClose: () => void;
}

/** Shows a one-time password the only time it can be seen. It closes by the button alone, so that it is not lost to a stray key. */
export function OneTimePassword({ name, username, password, onClose }: Props) {
  const texts = useTexts();
  const shared = useShared();
  // Back is no button of its own either.
  useBack({ back: () => {} });
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.oneTimeTitle(name)}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      lockScroll={false}
    >
      <p>{texts.oneTimeHint}</p>
      <Facts facts={[[texts.username, username]]} />
      <p className={styles['password']}>
        <code>{password}</code>
      </p>
      <Button fullWidth onClick={onClose}>
        {shared.close}
      </Button>
    </Modal>
  );
}
