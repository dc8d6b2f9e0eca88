import { useToastCorner } from './toast.ts';

/** The corner where toasts appear, once there is one. */
export function Toasts() {
  const Corner = useToastCorner();
  return Corner && <Corner position="bottom-right" />;
}
