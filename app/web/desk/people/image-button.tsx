import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, useRef, useState } from 'react';
import { addressOf } from '#kernel/web/ask.ts';
import { asFailure } from '#kernel/web/failure.ts';
import { useFailureText } from '#kernel/web/notice.tsx';
import { sendFile } from '#kernel/web/send-file.ts';
import { toast } from '#kernel/web/toast.ts';
import { PEOPLE } from '../parts/people-queries.ts';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly authorityId: string;
  readonly name: string;
}

/** Sends the picture of an authority's paper; a phone's camera may take it. */
export function ImageButton({ officeId, authorityId, name }: Props) {
  const texts = useTexts();
  const say = useFailureText();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const send = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [file] = currentTarget.files ?? [];
    if (!file) return;
    setFault(null);
    setShare(0);
    try {
      await sendFile(
        addressOf('/payouts/authorities/:authorityId/image', {
          params: { authorityId },
          query: { officeId },
        }),
        { fields: {}, file, onProgress: setShare, signal: new AbortController().signal },
      );
      toast(texts.imageKept);
      await queries.invalidateQueries({ queryKey: [PEOPLE] });
    } catch (error) {
      setFault(say(asFailure(error)));
    }
    setShare(null);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,application/pdf"
        hidden
        aria-label={texts.addImageOf(name)}
        onChange={(event) => void send(event)}
      />
      <Button
        size="compact-xs"
        variant="default"
        loading={share !== null}
        aria-label={texts.addImageOf(name)}
        onClick={() => input.current?.click()}
      >
        {texts.addImage}
      </Button>
      {fault !== null && (
        <span role="alert" className={styles['fault']}>
          {fault}
        </span>
      )}
    </>
  );
}
