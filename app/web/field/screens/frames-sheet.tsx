/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { type ExportFile, framesOf } from '#kernel/devices/frames.ts';
import { texts } from '../language.ts';
import { Qr } from '../parts/qr.tsx';
import { Sheet } from '../parts/sheet.tsx';

/** Slow enough for an old camera to catch each code. */
const EVERY_MS = 1_500;

/** Shows the export as codes that go round by themselves, or one by one by hand. */
export function FramesSheet({ file, onClose }: { file: ExportFile; onClose: () => void }) {
  const { send: t } = texts();
  const [frames, setFrames] = useState<readonly string[]>([]);
  const [at, setAt] = useState(0);
  const [byHand, setByHand] = useState(false);
  useEffect(() => void framesOf(file).then(setFrames), []);
  useEffect(() => {
    if (byHand || frames.length < 2) return;
    const timer = setInterval(() => setAt((now) => (now + 1) % frames.length), EVERY_MS);
    return () => clearInterval(timer);
  }, [byHand, frames]);
  const step = (by: number) => {
    setByHand(true);
    setAt((at + by + frames.length) % frames.length);
  };
  const text = frames[at];
  return (
    <Sheet title={t.qr} onClose={onClose}>
      {text && <Qr text={text} label={t.frame(at + 1, frames.length)} />}
      <p class="figures">{t.frame(at + 1, frames.length)}</p>
      {frames.length > 1 && (
        <div class="pair">
          <button type="button" class="quiet" onClick={() => step(-1)}>
            {t.previous}
          </button>
          <button type="button" class="quiet" onClick={() => step(1)}>
            {t.following}
          </button>
        </div>
      )}
    </Sheet>
  );
}
