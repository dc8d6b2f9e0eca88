/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import { texts } from '../language.ts';
import { Icon } from './icon.tsx';
import { openReader } from './read-code.ts';
import { Sheet } from './sheet.tsx';

const EVERY_MS = 200;

/** Looks for a QR through the camera until one is found, or reads it from a photo where the camera cannot be had. */
export function Scan({
  onText,
  onClose,
  other,
}: {
  onText: (text: string) => void;
  onClose: () => void;
  /** The way on without a camera. */
  other: { readonly label: string; readonly onChoose: () => void };
}) {
  const { scan } = texts();
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [blind, setBlind] = useState(false);
  useEffect(() => {
    let over = false;
    let stream: MediaStream | null = null;
    async function look(): Promise<void> {
      const screen = video.current;
      if (!screen) return;
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (over) return stop();
      screen.srcObject = stream;
      await screen.play();
      const read = await openReader();
      while (!over) {
        const text = await read(screen).catch(() => null);
        if (text !== null && !over) return onText(text);
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      }
    }
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    look().catch((error: unknown) => {
      if (over) return;
      setBlind(true);
      setTrouble((error as Error).name === 'NotAllowedError' ? scan.denied : scan.noCamera);
    });
    return () => {
      over = true;
      stop();
    };
    // The camera runs as long as the sheet is open.
  }, []);
  const readPhoto = async (file: File) => {
    const text = await (await openReader())(file).catch(() => null);
    if (text === null) setTrouble(scan.unread);
    else onText(text);
  };
  return (
    <Sheet title={scan.title} onClose={onClose}>
      <video ref={video} class="camera" hidden={blind} muted playsInline aria-label={scan.aim} />
      <p aria-live="polite" class={trouble ? 'warn' : ''}>
        {trouble ?? scan.aim}
      </p>
      <label class="button quiet wide">
        <Icon name="camera" />
        {scan.photo}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void readPhoto(file);
          }}
        />
      </label>
      <button type="button" class="quiet wide" onClick={other.onChoose}>
        {other.label}
      </button>
    </Sheet>
  );
}
