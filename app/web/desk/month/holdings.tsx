import { columnsOf } from '#kernel/web/columns-of.ts';
import { Link } from '@tanstack/react-router';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Marked } from '#kernel/web/marked.tsx';
import type { Overview } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import styles from './holdings.module.css';

interface Props {
  readonly data: Overview;
  readonly fileOf: string;
}

const HANDS = ['vaultVnd', 'drawerVnd', 'bagVnd', 'transitVnd', 'bankVnd', 'suspenseVnd'] as const;

/** Where the money of the office lies at this moment, and what waits for somebody's decision. */
export function Holdings({ data, fileOf }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const { cash, openCases, openOffers } = data;
  const column = columnsOf(format, HANDS);
  return (
    <div className={styles['side']}>
      <DataTable
        caption={texts.cash}
        fileOf={fileOf}
        rows={HANDS}
        rowKey={(hand) => hand}
        columns={[
          column.text('hand', texts.hand, (hand) => texts.hands[hand]),
          column.vnd('amount', texts.amount, (hand) => cash[hand], {
            cell: (hand) =>
              hand === 'suspenseVnd' && cash[hand] !== '0' ? (
                <Marked as="watch">{format.vnd(cash[hand])}</Marked>
              ) : (
                format.vnd(cash[hand])
              ),
          }),
        ]}
      />
      <section className={styles['open']} aria-labelledby="open">
        <h2 id="open">{texts.open}</h2>
        <dl>
          <dt>{texts.cases}</dt>
          <dd>
            {openCases.count === 0 ? (
              <Marked as="good">{texts.noCases}</Marked>
            ) : (
              <Marked as="bad">
                <Link to="/differences" search={{ office: data.office.id }}>
                  {texts.casesWorth(format.count(openCases.count), format.vnd(openCases.amountVnd))}
                </Link>
              </Marked>
            )}
          </dd>
          <dt>{texts.offers}</dt>
          <dd>
            {openOffers === 0 ? (
              <Marked as="good">{texts.noOffers}</Marked>
            ) : (
              <Marked as="watch">
                <Link to="/cash" search={{ tab: 'transit', office: data.office.id }}>
                  {texts.offersOpen(format.count(openOffers))}
                </Link>
              </Marked>
            )}
          </dd>
        </dl>
      </section>
    </div>
  );
}
