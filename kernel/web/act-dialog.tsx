import { Button, Modal } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { ActState } from './act-state.tsx';
import styles from './act-dialog.module.css';
import { useBack } from './back.ts';
import { useShared } from './texts/texts.ts';
import type { Act } from './use-act.ts';

interface Props<Input, Answer> {
  readonly title: string;
  readonly onClose: () => void;
  readonly act: Act<Input, Answer>;
  /** What the button says: the act itself, as a verb. */
  readonly label: string;
  /** What is sent, or null while a field is missing or wrong; the button waits for it. */
  readonly input: Input | null;
  /** An act that takes something away. */
  readonly grave?: boolean;
  readonly size?: string;
  /** The fields. */
  readonly children?: ReactNode;
}

/**
 * A question in a window of its own: its fields, the one button that does it, and what came of it. It stands while it is drawn, so
 * that each time it is asked it begins empty; the caller's `onDone` ends it. What was typed is not lost by a click beside it nor by
 * the browser's Back: the first does nothing, the second asks.
 */
export function ActDialog<Input, Answer>(props: Props<Input, Answer>) {
  const { title, act, label, input, grave = false, size = 'md', children } = props;
  const shared = useShared();
  const [typed, setTyped] = useState(false);
  const [asking, setAsking] = useState(false);
  const close = () => {
    // While the answer is awaited the window stays: closing it would look like taking the act back.
    if (act.busy) return;
    act.clear();
    props.onClose();
  };
  useBack({
    back: () => {
      if (typed && !act.busy) setAsking(true);
      else close();
    },
    holds: typed || act.busy,
  });
  return (
    <Modal
      opened
      onClose={close}
      closeOnClickOutside={!typed}
      title={title}
      size={size}
      lockScroll={false}
      classNames={{ content: styles['content'] ?? '' }}
      // The first field has the focus, not the cross: by keyboard the window is left by Escape or its first button.
      closeButtonProps={{ 'aria-label': shared.close, tabIndex: -1 }}
    >
      <form
        className={styles['form']}
        onInput={() => setTyped(true)}
        onClick={(event) => {
          if (isOption(event)) setTyped(true);
        }}
        onSubmit={(event) => {
          event.preventDefault();
          if (input !== null) act.run(input);
        }}
      >
        {children}
        <ActState act={act} />
        <div className={styles['buttons']} role={asking ? 'alert' : undefined}>
          {asking ? (
            <>
              <p>{shared.typedStays}</p>
              <Button variant="default" onClick={close}>
                {shared.dropTyped}
              </Button>
              <Button autoFocus onClick={() => setAsking(false)}>
                {shared.goOnTyping}
              </Button>
            </>
          ) : (
            <>
              <Button variant="default" onClick={close} disabled={act.busy}>
                {shared.cancel}
              </Button>
              <Button
                type="submit"
                disabled={input === null}
                loading={act.step.at === 'sending'}
                {...(grave && { color: 'red.9' })}
              >
                {label}
              </Button>
            </>
          )}
        </div>
      </form>
    </Modal>
  );
}

/** A choice out of a list is a click, and the list stands outside of the form. */
const isOption = ({ target }: SyntheticEvent) =>
  target instanceof Element && target.closest('[role=option]') !== null;
