import { Suspense } from 'react';
import { ToastPlace, useSaid } from './toast.ts';

/** The corner where toasts appear, once there is one. */
export function Toasts() {
  return useSaid() ? (
    <Suspense>
      <ToastPlace position="bottom-right" />
    </Suspense>
  ) : null;
}
