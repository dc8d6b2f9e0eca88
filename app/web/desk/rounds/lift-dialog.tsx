import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { ask } from '../api.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly closureId: string;
  readonly what: string;
  readonly onClose: () => void;
}

/** A way is open again. */
export function LiftDialog({ officeId, closureId, what, onClose }: Props) {
  const texts = useTexts();
  return (
    <ReasonDialog
      title={texts.liftTitle(what)}
      label={texts.lift}
      send={(_id, reason) =>
        ask('POST /rounds/closures/:closureId/lift', { params: { closureId }, body: { officeId, reason } })
      }
      touches={[['rounds', 'day']]}
      done={() => texts.lifted(what)}
      onClose={onClose}
    />
  );
}
