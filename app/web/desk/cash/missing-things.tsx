import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { searchKey } from '#kernel/words/text.ts';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import styles from './missing-things.module.css';
import { useProgrammes } from '../parts/programmes.ts';
import { type Offer, offeredQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly offer: Offer;
  readonly missing: readonly string[];
  readonly onChange: (missing: readonly string[]) => void;
}

/** The vouchers of an offer, of which those that are not there are marked. A large parcel is accepted as a whole. */
export function MissingThings({ offer, missing, onChange }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const [typed, setTyped] = useState('');
  const vouchers = useQuery(offeredQuery(offer.towardOfficeId, offer.id)).data;
  const count = format.count(offer.things);
  if (!vouchers) return <p>{texts.thingsIn(count)}</p>;
  if (vouchers.next !== null) return <p>{texts.tooMany(count)}</p>;
  const shown = vouchers.items.filter(({ fullName }) => searchKey(fullName).includes(searchKey(typed)));
  return (
    <fieldset className={styles['things']}>
      <legend>{texts.thingsIn(count)}</legend>
      <p>{texts.missingHint}</p>
      {offer.things > 8 && (
        <TextField
          size="xs"
          aria-label={texts.missingSearch}
          placeholder={texts.missingSearch}
          value={typed}
          onChange={setTyped}
        />
      )}
      <div className={styles['list']}>
        {shown.map((item) => (
          <Checkbox
            key={item.id}
            size="xs"
            color="red.9"
            label={[
              item.fullName,
              programmes.name(item.programme),
              format.month(item.benefitMonth),
              texts.dong(format.vnd(item.amountVnd)),
            ].join(', ')}
            checked={missing.includes(item.id)}
            onChange={({ currentTarget }) =>
              onChange(
                currentTarget.checked ? [...missing, item.id] : missing.filter((each) => each !== item.id),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
