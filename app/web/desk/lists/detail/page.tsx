import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { addressOf } from '#kernel/web/ask.ts';
import { Facts, Figure, Figures } from '#kernel/web/facts.tsx';
import { Page } from '#kernel/web/page.tsx';
import { PageUntil } from '#kernel/web/page-until.tsx';
import { ButtonLink } from '../../parts/button-link.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { dayAt } from '#kernel/words/day.ts';
import { holds, useProgrammes } from '../../parts/programmes.ts';
import { useParts } from '../../parts/texts/texts.ts';
import { meQuery } from '../../queries.ts';
import { Findings } from '../check/findings.tsx';
import styles from '../check/check.module.css';
import { listQuery } from '../queries.ts';
import { ListTabs } from '../tabs.tsx';
import { useTexts } from '../texts/texts.ts';
import { TakeBackButton, Withdrawals } from './take-back.tsx';
import { Vouchers } from './vouchers.tsx';

const STATES = ['due', 'paid', 'returned', 'withdrawn'] as const;

/** One list: what it brought, what was found on it, and each of its vouchers. */
export function ListPage() {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const programmes = useProgrammes();
  const me = useSuspenseQuery(meQuery).data;
  const { listId } = useParams({ from: '/frame/lists/$listId' });
  const list = useQuery(listQuery(listId));
  if (!list.data) return <PageUntil title={texts.title} help={texts.help} query={list} />;
  const { data } = list;
  const again = { month: data.month, programme: data.programme, kind: 'withdrawal' as const };
  const accepted = new Date(data.acceptedAt);
  return (
    <Page
      title={texts.detail.title(programmes.name(data.programme), format.month(data.month))}
      help={texts.help}
      actions={
        <>
          {holds(me, 'payout-controller') && data.kind !== 'withdrawal' && (
            <ButtonLink size="xs" variant="default" to="/lists/new" search={again}>
              {texts.detail.withdraw}
            </ButtonLink>
          )}
          <TakeBackButton list={data} />
          <Button
            size="xs"
            variant="default"
            component="a"
            href={addressOf('/payouts/lists/:listId/file', { params: { listId } })}
            download
          >
            {texts.detail.download}
          </Button>
        </>
      }
    >
      <ListTabs month={data.month} />
      <Sheet title={data.fileName} note={texts.kindOf(data.kind)}>
        <div className={styles['found']}>
          <Figures>
            <Figure name={texts.people} value={format.count(data.people)} figure="list-people" />
            <Figure name={texts.vouchers} value={format.count(data.vouchers)} figure="list-vouchers" />
            <Figure
              name={texts.amount}
              value={format.vnd(data.totalVnd)}
              unit={format.currency}
              figure="list-total"
            />
            {data.kind !== 'withdrawal' &&
              STATES.map((status) => {
                const own = data.states.find((each) => each.status === status);
                if (!own) return null;
                return (
                  <Figure
                    key={status}
                    name={names.statuses[status]}
                    value={format.vnd(own.totalVnd)}
                    unit={format.currency}
                    note={texts.detail.vouchersOf(format.count(own.vouchers))}
                    figure={`list-${status}`}
                  />
                );
              })}
          </Figures>
          <Facts
            facts={[
              [texts.acceptedBy, data.acceptedBy],
              [texts.acceptedAt, `${format.day(dayAt(accepted))} ${format.time(accepted).slice(0, 5)}`],
              [texts.detail.size, texts.detail.kilobytes(format.count(Math.ceil(data.fileBytes / 1024)))],
              [
                texts.sha256,
                <code key="hash" className={styles['hash']}>
                  {data.sha256}
                </code>,
              ],
              [texts.detail.handover, <code key="handover">{data.handoverId}</code>],
              data.of && [
                texts.takeBack.of,
                <Link key="of" to="/lists/$listId" params={{ listId: data.of.listId }}>
                  {data.of.fileName}
                </Link>,
              ],
              data.of && [texts.takeBack.document, data.of.document],
              data.of && [texts.takeBack.reason, data.of.reason],
              data.restored && [
                texts.takeBack.wasRestored,
                `${texts.takeBack.restoredBy(data.restored.by, format.moment(data.restored.at))}: ${data.restored.reason}`,
              ],
            ]}
          />
        </div>
      </Sheet>
      <Withdrawals list={data} />
      {data.findings.length > 0 && (
        <Findings findings={data.findings} total={data.findings.length} fileOf={data.fileName} />
      )}
      <Vouchers listId={listId} fileOf={data.fileName} />
    </Page>
  );
}
