import type { QueryKey } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Id } from '../words/id.ts';
import { ActDialog } from './act-dialog.tsx';
import { LongTextField } from './fields/text-field.tsx';
import { useShared } from './texts/texts.ts';
import { toast } from './toast.ts';
import { useAct } from './use-act.ts';

interface Props<Answer> {
  readonly title: string;
  /** What the button says: the act itself, as a verb. */
  readonly label: string;
  readonly grave?: boolean;
  /** What is to be written, where it is not the reason. */
  readonly field?: string;
  readonly hint?: string;
  readonly maxLength?: number;
  readonly send: (id: Id, reason: string) => Promise<Answer>;
  /** Queries that are stale once it is done. */
  readonly touches: readonly QueryKey[];
  /** What is said when it is done, where that is more than that it is. */
  readonly done?: (answer: Answer) => string;
  readonly onClose: () => void;
  /** What the act does. */
  readonly children?: ReactNode;
}

/** An act that needs nothing but a reason. */
export function ReasonDialog<Answer>(props: Props<Answer>) {
  const { title, label, grave = false, field, hint, maxLength = 200, children } = props;
  const shared = useShared();
  const [reason, setReason] = useState('');
  const act = useAct({
    send: props.send,
    touches: props.touches,
    onDone: (answer) => {
      toast(props.done?.(answer) ?? shared.done);
      props.onClose();
    },
  });
  return (
    <ActDialog
      title={title}
      label={label}
      grave={grave}
      act={act}
      onClose={props.onClose}
      input={reason.trim() || null}
    >
      {children}
      <LongTextField
        label={field ?? shared.reason}
        description={hint}
        required
        data-autofocus
        maxLength={maxLength}
        value={reason}
        disabled={act.busy}
        onChange={setReason}
      />
    </ActDialog>
  );
}
