import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { handoverQuery } from '../parts/handover/queries.ts';
import styles from './missing-things.module.css';
import { useProgrammes } from '../parts/programmes.ts';
import type { Offer } from './queries.ts';
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
  const detail = useQuery(handoverQuery(offer.id));
  const things = detail.data?.things;
  if (!things) return <p>{texts.thingsIn(format.count(offer.things))}</p>;
  if (things.items.length < things.count) return <p>{texts.tooMany(format.count(things.count))}</p>;
  const shown = things.items.filter(({ id }) => id.endsWith(typed.trim().toLowerCase()) || typed === '');
  return (
    <fieldset className={styles['things']}>
      <legend>{texts.thingsIn(format.count(things.count))}</legend>
      <p>{texts.missingHint}</p>
      {things.count > 8 && (
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
            label={`${item.id.slice(-12)}, ${programmes.name(item.programme)}, ${format.vnd(item.amountVnd)}`}
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
