/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import SignaturePad from 'signature_pad';
import type { Picture } from '../store/shapes.ts';
import { drawingOf } from './picture.ts';

/** A field to sign in with the finger; each stroke makes the drawing anew. */
export function Signature({
  label,
  clear,
  onPicture,
}: {
  label: string;
  clear: string;
  onPicture: (picture: Picture | null) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  const [signed, setSigned] = useState(false);
  useEffect(() => {
    const field = canvas.current;
    if (!field) return;
    // Twice the size on the screen is sharp enough to compare, and a few kilobytes.
    [field.width, field.height] = [field.clientWidth * 2, field.clientHeight * 2];
    field.getContext('2d')?.scale(2, 2);
    const own = new SignaturePad(field, {
      minWidth: 1,
      maxWidth: 3,
      penColor: '#000',
      backgroundColor: '#fff',
    });
    const stroke = () => {
      setSigned(true);
      void drawingOf(field).then(onPicture);
    };
    own.addEventListener('endStroke', stroke);
    pad.current = own;
    return () => own.off();
    // The pad lives as long as its field.
  }, []);
  return (
    <div class="signature">
      <canvas ref={canvas} role="img" aria-label={label} />
      <button
        type="button"
        class="quiet"
        disabled={!signed}
        onClick={() => {
          pad.current?.clear();
          setSigned(false);
          onPicture(null);
        }}
      >
        {clear}
      </button>
    </div>
  );
}
