import { Button, FileInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { addressOf } from '#kernel/web/ask.ts';
import { asFailure } from '#kernel/web/failure.ts';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { useFailureText } from '#kernel/web/notice.tsx';
import { sendFile } from '#kernel/web/send-file.ts';
import { Sheet } from '#kernel/web/sheet.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import styles from './page.module.css';
import type { CaseDetail } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** The papers beside a difference: listed with their hash, each opened by itself; more can come while it is open. */
export function Papers({ found, mayAdd }: { readonly found: CaseDetail; readonly mayAdd: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  return (
    <Sheet title={texts.papers}>
      {found.papers.length === 0 ? (
        <p className={styles['quiet']}>{texts.noPapers}</p>
      ) : (
        <ol className={styles['entries']} aria-label={texts.papers}>
          {found.papers.map((paper) => (
            <li key={paper.id}>
              <a
                href={addressOf('/payouts/cases/:caseId/papers/:paperId', {
                  params: { caseId: found.id, paperId: paper.id },
                })}
                download
              >
                {paper.title}
              </a>
              <span className={styles['quiet']}>
                {texts.paperKinds[paper.mediaType]}, {format.count(Math.ceil(paper.bytes / 1024))} KB,{' '}
                {paper.by}, {format.moment(paper.at)}
              </span>
              <code className={styles['hash']}>{paper.sha256}</code>
            </li>
          ))}
        </ol>
      )}
      {mayAdd && <AddPaper found={found} />}
    </Sheet>
  );
}

/** Sends one photograph or PDF under a name; sent again after a break it is still one paper. */
function AddPaper({ found }: { readonly found: CaseDetail }) {
  const texts = useTexts();
  const say = useFailureText();
  const queries = useQueryClient();
  const paperId = useRef<Id | null>(null);
  const [title, setTitle] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const choose = (chosen: File | null) => {
    paperId.current = null;
    setFile(chosen);
    setFault(null);
    if (chosen && title === '') setTitle(chosen.name.replace(/\.[^.]*$/, '').slice(0, 120));
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (file === null || title.trim() === '') return;
    setFault(null);
    setShare(0);
    paperId.current ??= newId();
    const address = addressOf('/payouts/cases/:caseId/papers', {
      params: { caseId: found.id },
      query: { officeId: found.officeId },
    });
    const fields = { id: paperId.current, title: title.trim() };
    try {
      await sendFile(address, { fields, file, onProgress: setShare, signal: new AbortController().signal });
      toast(texts.paperKept);
      choose(null);
      setTitle('');
      await queries.invalidateQueries({ queryKey: ['payouts', 'case', found.id] });
    } catch (error) {
      setFault(say(asFailure(error)));
    }
    setShare(null);
  };
  return (
    <form className={styles['paper']} onSubmit={(event) => void send(event)}>
      <FileInput
        className={styles['file']}
        size="xs"
        label={texts.paperFile}
        placeholder={texts.chooseFile}
        accept="image/jpeg,image/png,application/pdf"
        value={file}
        disabled={share !== null}
        onChange={choose}
      />
      <TextField
        size="xs"
        label={texts.paperTitle}
        maxLength={120}
        value={title}
        disabled={share !== null}
        onChange={setTitle}
      />
      <Button
        size="xs"
        type="submit"
        variant="default"
        loading={share !== null}
        disabled={file === null || title.trim() === ''}
      >
        {texts.addPaper}
      </Button>
      {fault !== null && (
        <span role="alert" className={styles['fault']}>
          {fault}
        </span>
      )}
    </form>
  );
}
