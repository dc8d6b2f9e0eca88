import { Button, Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import SignaturePad from 'signature_pad';
import { addressOf } from '#kernel/web/ask.ts';
import { useBack } from '#kernel/web/back.ts';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { sendFile } from '#kernel/web/send-file.ts';
import { useShared } from '#kernel/web/texts/texts.ts';
import styles from './signature-pad-dialog.module.css';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly onClose: () => void;
  /** The SHA-256 under which the server keeps the picture. */
  readonly onKept: (sha256: string) => void;
}

const WIDTH = 640;
const HEIGHT = 240;

/** Where the collector signs with a pen, a finger or a mouse. Only the picture leaves, as a PNG. */
export function SignaturePadDialog({ officeId, onClose, onKept }: Props) {
  const texts = useTexts();
  const shared = useShared();
  // The window draws its content a moment after this component.
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const pad = useRef<SignaturePad | null>(null);
  const [empty, setEmpty] = useState(true);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // What is drawn is not thrown away by a step back.
  useBack({ back: () => empty && !sending && onClose(), holds: !empty });
  useEffect(() => {
    if (canvas === null) return;
    // The drawing has the size it is shown in: a stroke stands where the pen was.
    canvas.width = Math.min(WIDTH, canvas.clientWidth);
    const made = new SignaturePad(canvas, { backgroundColor: '#ffffff', penColor: '#0f2647' });
    const drawn = () => setEmpty(made.isEmpty());
    made.addEventListener('endStroke', drawn);
    pad.current = made;
    return () => made.off();
  }, [canvas]);
  const keep = () => {
    canvas?.toBlob((blob) => void (blob && send(blob)), 'image/png');
  };
  const send = async (blob: Blob) => {
    setSending(true);
    setError(null);
    try {
      const file = new File([blob], 'signature.png', { type: 'image/png' });
      const address = addressOf('/payouts/signatures', { query: { officeId } });
      const signal = new AbortController().signal;
      const kept = await sendFile(address, { fields: {}, file, onProgress: () => {}, signal });
      onKept((kept as { sha256: string }).sha256);
    } catch (caught) {
      setError(caught);
      setSending(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.pad}
      size="auto"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      <canvas
        ref={setCanvas}
        width={WIDTH}
        height={HEIGHT}
        className={styles['canvas']}
        aria-label={texts.signHere}
        role="img"
      />
      {error !== null && <FailureNotice error={error} />}
      <div className={styles['buttons']}>
        <Button
          variant="default"
          disabled={empty || sending}
          onClick={() => {
            pad.current?.clear();
            setEmpty(true);
          }}
        >
          {texts.wipe}
        </Button>
        <Button disabled={empty} loading={sending} onClick={keep}>
          {texts.keepSignature}
        </Button>
      </div>
    </Modal>
  );
}
