import { laterWindow } from '#kernel/web/later.tsx';

// Their code comes when they are opened; who pays does not wait for it.
export const AttemptDialog = laterWindow(async () => (await import('./attempt-dialog.tsx')).AttemptDialog);
export const TakeBackDialog = laterWindow(
  async () => (await import('../parts/take-back-dialog.tsx')).TakeBackDialog,
);
