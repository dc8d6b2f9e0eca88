/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { texts } from '../language.ts';

/** A sheet over the page, from below, where the thumb is. Closed by its button and by the phone's own back. */
export function Sheet({
  title,
  onClose,
  leave = texts().close,
  children,
}: {
  title: string;
  onClose: () => void;
  /** What the button says that leaves the sheet with nothing done. */
  leave?: string;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const label = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby={label} onClose={onClose}>
      {/* The heading takes the focus, or the first number field would open the keyboard over the sheet. */}
      <h2 id={label} tabIndex={-1} autofocus>
        {title}
      </h2>
      {children}
      <button type="button" class="quiet wide" onClick={() => dialog.current?.close()}>
        {leave}
      </button>
    </dialog>
  );
}
