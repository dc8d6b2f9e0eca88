import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import type { Me } from '../api.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { Needs } from './needs.tsx';
import styles from './page.module.css';
import { type Order, ordersQuery } from './queries.ts';
import { CUSTODIANS } from '../parts/roles.ts';
import { APPROVERS, holds } from './roles.ts';
import { SendDialog } from './send-dialog.tsx';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly month: string;
  readonly me: Me;
}

type Asked = { readonly what: 'approve' | 'send'; readonly order: Order };

/** What the plan needs, and the orders that bring it: made, approved by a second person, sent. */
export function OrdersTab({ officeId, month, me }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const orders = useQuery(ordersQuery(officeId, month));
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const stateOf = (order: Order) =>
    order.sentAs !== null
      ? texts.sent
      : order.needsApproval && !order.approved
        ? texts.toApprove
        : texts.toSend;
  const column = columnsOf(format, orders.data);
  return (
    <>
      <Needs officeId={officeId} month={month} me={me} />
      {orders.error && !orders.data && (
        <FailureNotice error={orders.error} onRetry={() => void orders.refetch()} />
      )}
      {!orders.data && !orders.error && <Waiting />}
      {orders.data && (
        <DataTable
          caption={texts.orders}
          fileOf={month}
          rows={orders.data}
          rowKey={(order) => order.id}
          {...(orders.data.length === 0 && {
            instead: <Notice title={texts.orders}>{texts.noOrders}</Notice>,
          })}
          columns={[
            column.text('from', texts.from, (order) => handName(order.from)),
            column.text('to', texts.to, (order) => handName(order.to)),
            column.vnd('amount', texts.amount, (order) => order.amountVnd),
            column.moment('made', texts.madeAt, (order) => order.madeAt),
            {
              key: 'state',
              head: texts.state,
              value: stateOf,
              cell: (order) => <State order={order} text={stateOf(order)} />,
            },
            column.acts(texts.acts, (order) => (
              <span className={styles['acts']}>
                {order.needsApproval && !order.approved && holds(me, APPROVERS) && (
                  <Button size="compact-xs" onClick={() => setAsked({ what: 'approve', order })}>
                    {texts.approve}
                  </Button>
                )}
                {order.sentAs === null &&
                  (!order.needsApproval || order.approved) &&
                  holds(me, CUSTODIANS) && (
                    <Button size="compact-xs" onClick={() => setAsked({ what: 'send', order })}>
                      {texts.send}
                    </Button>
                  )}
              </span>
            )),
          ]}
        />
      )}
      {asked?.what === 'approve' && <ApproveDialog officeId={officeId} order={asked.order} onClose={close} />}
      {asked?.what === 'send' && <SendDialog officeId={officeId} order={asked.order} onClose={close} />}
    </>
  );
}

/** How far an order is: in words, and a sent one leads to its handover. */
function State({ order, text }: { readonly order: Order; readonly text: string }) {
  const texts = useTexts();
  if (order.sentAs !== null)
    return (
      <HandoverLink id={order.sentAs}>
        <Marked as="good">{text}</Marked>
      </HandoverLink>
    );
  const waits = order.needsApproval && !order.approved;
  return (
    <Marked as={waits ? 'watch' : 'going'}>
      {order.approvedBy === null ? text : `${text}, ${texts.approvedBy(order.approvedBy)}`}
    </Marked>
  );
}
