import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { CheckIcon } from '#kernel/web/icons.tsx';
import { laterWindow } from '#kernel/web/later.tsx';
import styles from './counter.module.css';
import { useTexts } from './texts/texts.ts';

const SignaturePadDialog = laterWindow(
  async () => (await import('./signature-pad-dialog.tsx')).SignaturePadDialog,
);

/** How the receipt is signed: on paper, or on the pad with the kept picture's hash (null until it is drawn). */
export type Signed = { readonly as: 'paper' } | { readonly as: 'pad'; readonly sha256: string | null };

interface Props {
  readonly officeId: string;
  readonly value: Signed;
  readonly onChange: (signed: Signed) => void;
  readonly disabled: boolean;
}

/** Paper or pad. A drawn signature is kept by the server at once, so that the payment names a picture that exists. */
export function SignChoice({ officeId, value, onChange, disabled }: Props) {
  const texts = useTexts();
  const [drawing, setDrawing] = useState(false);
  return (
    <div>
      <Radio.Group
        label={texts.signed}
        size="xs"
        value={value.as}
        onChange={(as) => {
          if (as === 'paper') return onChange({ as });
          onChange({ as: 'pad', sha256: null });
          setDrawing(true);
        }}
      >
        <div className={styles['choices']}>
          <Radio size="xs" value="paper" label={texts.paper} disabled={disabled} />
          <Radio size="xs" value="pad" label={texts.pad} disabled={disabled} />
        </div>
      </Radio.Group>
      {value.as === 'pad' && (
        <p className={styles['sign']}>
          {value.sha256 !== null && (
            <>
              <CheckIcon size={14} /> {texts.signatureKept}{' '}
            </>
          )}
          <Button size="compact-xs" variant="default" disabled={disabled} onClick={() => setDrawing(true)}>
            {value.sha256 === null ? texts.draw : texts.drawAgain}
          </Button>
        </p>
      )}
      {drawing && (
        <SignaturePadDialog
          officeId={officeId}
          onClose={() => setDrawing(false)}
          onKept={(sha256) => {
            onChange({ as: 'pad', sha256 });
            setDrawing(false);
          }}
        />
      )}
    </div>
  );
}
