import { useShared } from '#kernel/web/texts/texts.ts';
import { toast } from '#kernel/web/toast.ts';

/** Says that it is done, and closes the window. */
export function useDone(onClose: () => void): () => void {
  const shared = useShared();
  return () => {
    toast(shared.done);
    onClose();
  };
}
