import type { QueryKey } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import type { Id } from '#kernel/words/id.ts';
import { useTexts } from './texts/texts.ts';
import { useDone } from './use-done.ts';
import { NO_VERSION, VersionFields, type WholeVersion, whole } from './version.tsx';

interface Props<Rule extends object> {
  readonly title: string;
  readonly hint?: string;
  readonly size?: string;
  /** What is to stand from that day on; null while a field is missing or wrong. */
  readonly rule: Rule | null;
  readonly send: (id: Id, body: Rule & WholeVersion) => Promise<unknown>;
  readonly touches: readonly QueryKey[];
  readonly onClose: () => void;
  /** The fields of the rule. */
  readonly children: ReactNode;
}

/** Lets another rule follow the one that stands: from which day, by what paper, and what it says. */
export function ChangeDialog<Rule extends object>(props: Props<Rule>) {
  const { title, hint, size, rule, send, touches, onClose, children } = props;
  const texts = useTexts();
  const [version, setVersion] = useState(NO_VERSION);
  const change = useAct({ send, touches, onDone: useDone(onClose) });
  const dated = whole(version);
  return (
    <ActDialog
      onClose={onClose}
      act={change}
      title={title}
      label={texts.change}
      {...(size !== undefined && { size })}
      input={dated && rule && { ...rule, ...dated }}
    >
      <p>{hint ?? texts.changeHint}</p>
      <VersionFields value={version} onChange={setVersion} />
      {children}
    </ActDialog>
  );
}
