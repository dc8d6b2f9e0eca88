/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { Picture } from '../store/shapes.ts';
import { Icon } from './icon.tsx';
import { shrinkPhoto } from './picture.ts';
import { ErrorText } from './error-text.tsx';
import { useDoing } from './use-doing.ts';

/** Takes one photo with the phone's own camera and shows it. */
export function Photo({
  label,
  picture,
  onPicture,
}: {
  label: string;
  picture: Picture | null;
  onPicture: (picture: Picture) => void;
}) {
  const { run, error, busy } = useDoing();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!picture) return setAddress(null);
    const made = URL.createObjectURL(new Blob([picture.content], { type: picture.mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return (
    <div class="photo">
      {address && <img src={address} alt={label} />}
      <label class={picture ? 'button quiet wide' : 'button wide'}>
        <Icon name="camera" />
        {label}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          disabled={busy}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) run(async () => onPicture(await shrinkPhoto(file)));
          }}
        />
      </label>
      <ErrorText text={error} />
    </div>
  );
}
