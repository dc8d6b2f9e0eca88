import { DayField } from '#kernel/web/fields/day-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useTexts } from './texts/texts.ts';

/** From which day a change stands, and by what paper. */
export interface Version {
  readonly validFrom: string | null;
  readonly legalBasis: string;
}

export const NO_VERSION: Version = { validFrom: null, legalBasis: '' };

interface Props {
  readonly value: Version;
  readonly onChange: (value: Version) => void;
}

export function VersionFields({ value, onChange }: Props) {
  const texts = useTexts();
  return (
    <>
      <DayField
        label={texts.validFrom}
        required
        value={value.validFrom}
        onChange={(validFrom) => onChange({ ...value, validFrom })}
      />
      <TextField
        label={texts.legalBasis}
        description={texts.legalBasisHint}
        required
        maxLength={500}
        value={value.legalBasis}
        onChange={(legalBasis) => onChange({ ...value, legalBasis })}
      />
    </>
  );
}

export interface WholeVersion {
  readonly validFrom: string;
  readonly legalBasis: string;
}

/** A version that is complete, or null. */
export function whole({ validFrom, legalBasis }: Version): WholeVersion | null {
  const basis = legalBasis.trim();
  return validFrom === null || basis === '' ? null : { validFrom, legalBasis: basis };
}

interface Dated {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** The time a row stands for: in force, over, or to come. */
export function useSpan() {
  const texts = useTexts();
  const format = useFormat();
  return ({ validFrom, validTo }: Dated) =>
    validTo === null
      ? texts.since(format.day(validFrom))
      : texts.span(format.day(validFrom), format.day(validTo));
}

export const surenessOf = ({ sureness }: ReturnType<typeof useTexts>, of: string): string =>
  (sureness as Readonly<Record<string, string>>)[of] ?? of;

/** How sure the paper is: what is not from the law itself is marked. */
export function Sureness({ of }: { of: string }) {
  return <Marked as={of === 'sure' ? 'good' : 'watch'}>{surenessOf(useTexts(), of)}</Marked>;
}
