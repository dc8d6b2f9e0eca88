import { readFailure } from '#kernel/web/failure.ts';

let frame: HTMLIFrameElement | null = null;

/**
 * Prints a PDF of the server: in a frame that nobody sees where the browser draws PDFs itself, else in a window of its
 * own. Refuses with a `Failure` when the server does; answers false when the browser let no window open.
 */
export async function printPaper(address: string): Promise<boolean> {
  const response = await fetch(address, { credentials: 'same-origin' });
  if (!response.ok) throw await readFailure(response);
  const url = URL.createObjectURL(await response.blob());
  // The frame, or the window, still reads it for a while.
  setTimeout(() => URL.revokeObjectURL(url), 300_000);
  if (!navigator.pdfViewerEnabled) return window.open(url, '_blank') !== null;
  frame?.remove();
  const next = document.createElement('iframe');
  frame = next;
  // A frame that is not displayed at all prints an empty page.
  Object.assign(next.style, {
    position: 'fixed',
    width: '0',
    height: '0',
    border: '0',
    visibility: 'hidden',
  });
  next.tabIndex = -1;
  next.ariaHidden = 'true';
  next.title = 'PDF';
  next.src = url;
  return await new Promise((done) => {
    next.addEventListener('load', () => {
      try {
        next.contentWindow?.focus();
        next.contentWindow?.print();
        done(true);
      } catch {
        // A browser whose viewer is a page of another origin prints from its own window.
        done(window.open(url, '_blank') !== null);
      }
    });
    document.body.append(next);
  });
}
