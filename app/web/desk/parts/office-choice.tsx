import { NativeSelect } from '@mantine/core';
import type { Place } from './place.ts';

interface Props {
  readonly label: string;
  readonly places: readonly Place[];
  readonly officeId: string;
  /** The name of an office that is not one of the person's own: one below, reached by a link. */
  readonly name?: string | undefined;
  readonly onChoose: (officeId: string) => void;
}

/** Which office a screen is about: the person's own ones, and the one that a link led to. */
export function OfficeChoice({ label, places, officeId, name, onChoose }: Props) {
  const own = places.some((place) => place.id === officeId);
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={officeId}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {!own && <option value={officeId}>{name ?? '…'}</option>}
      {places.map((place) => (
        <option key={place.id} value={place.id}>
          {place.name}
        </option>
      ))}
    </NativeSelect>
  );
}
