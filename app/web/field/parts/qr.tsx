/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks';
import { encode } from 'uqr';

const MODULE_PX = 4;

/** A QR code, black on white with its quiet zone. */
export function Qr({ text, label }: { text: string; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const field = canvas.current;
    const ink = field?.getContext('2d');
    if (!field || !ink) return;
    const { data, size } = encode(text, { ecc: 'L', border: 4 });
    field.width = field.height = size * MODULE_PX;
    ink.fillStyle = '#fff';
    ink.fillRect(0, 0, field.width, field.height);
    ink.fillStyle = '#000';
    for (const [y, row] of data.entries())
      for (const [x, dark] of row.entries())
        if (dark) ink.fillRect(x * MODULE_PX, y * MODULE_PX, MODULE_PX, MODULE_PX);
  }, [text]);
  return <canvas ref={canvas} class="qr" role="img" aria-label={label} />;
}
