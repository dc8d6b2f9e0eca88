import { Callout } from '#kernel/web/callout.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import type { Batches } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';

interface Props {
  readonly funds: Batches['funds'][number];
  readonly month: string;
  /** What is about to be sent beside what the bank has already. */
  readonly nextVnd?: string;
}

/** Says by how much a programme's deposits do not cover what the bank is asked to pay; nothing while they do. */
export function FundsShort({ funds, month, nextVnd = '0' }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const fundedVnd = BigInt(funds.fundedVnd);
  const neededVnd = BigInt(funds.sentVnd) + BigInt(nextVnd);
  if (neededVnd <= fundedVnd) return null;
  const [name, when] = [programmes.name(funds.programme), format.month(month)];
  return (
    <Callout as="watch" role="status" data-figure="funds-short">
      {fundedVnd === 0n
        ? texts.bank.notFunded(name, when, format.vnd(neededVnd))
        : texts.bank.fundsShort(
            name,
            when,
            format.vnd(fundedVnd),
            format.vnd(neededVnd),
            format.vnd(neededVnd - fundedVnd),
          )}{' '}
      {texts.bank.fundsHint}
    </Callout>
  );
}
