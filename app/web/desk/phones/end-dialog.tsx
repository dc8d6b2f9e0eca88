import { Callout } from '#kernel/web/callout.tsx';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import type { Phone } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly how: 'revoked' | 'lost';
  readonly phone: Phone;
  readonly officeId: string;
  readonly onClose: () => void;
}

/** Ends a phone, with what that means for its bag and for what it has not sent. */
export function EndDialog({ how, phone, officeId, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const { id: deviceId, bag, unsent, person } = phone;
  return (
    <ReasonDialog
      grave
      title={texts.endTitle[how](person)}
      label={how === 'lost' && bag ? texts.lostBagLabel : texts.endLabel[how]}
      maxLength={500}
      send={(_id, reason) =>
        ask('POST /devices/:deviceId/revocation', { params: { deviceId }, body: { officeId, how, reason } })
      }
      touches={[['payouts']]}
      done={() => texts.ended[how](person)}
      onClose={onClose}
    >
      <Callout as="watch">
        {how === 'lost' && bag
          ? texts.lostBag(handName({ kind: 'bag', name: bag.name, office: '' }))
          : texts.endHint[how]}
      </Callout>
      {unsent > 0 && <Callout>{texts.endUnsent(format.count(unsent))}</Callout>}
    </ReasonDialog>
  );
}
