import { NativeSelect } from '@mantine/core';
import { useHandName } from '../parts/handover/texts/texts.ts';
import type { Takers } from '../parts/takers.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly takers: Takers['hands'];
  /** The hand's id; empty while none is chosen. */
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (handId: string) => void;
}

/** Into whose hands something is given: the hand, who holds it and where. */
export function TakerSelect({ takers, value, disabled, onChange }: Props) {
  const texts = useTexts();
  const handName = useHandName();
  return (
    <NativeSelect
      label={texts.giveTo}
      value={value}
      disabled={disabled}
      data-autofocus
      required
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: texts.chooseTaker },
        ...takers.map((hand) => {
          const name = handName(hand);
          // Most hands bear their holder or their office in their name already.
          const more = [hand.holder, hand.office].filter((each) => each !== null && !name.includes(each));
          return { value: hand.id, label: [name, ...more].join(', ') };
        }),
      ]}
    />
  );
}
