import { Modal } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useBack } from '#kernel/web/back.ts';
import { dayAt } from '#kernel/words/day.ts';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { PEOPLE, type PastVoucher } from '../parts/people-queries.ts';
import { useProgrammes } from '../parts/programmes.ts';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

const trailQuery = (officeId: string, voucherId: string) =>
  queryOptions({
    queryKey: [PEOPLE, 'trail', officeId, voucherId],
    queryFn: ({ signal }) =>
      ask('GET /payouts/vouchers/:voucherId/trail', { params: { voucherId }, query: { officeId } }, signal),
  });

interface Props {
  readonly officeId: string;
  /** Null while the window is closed. */
  readonly voucher: PastVoucher | null;
  readonly onClose: () => void;
}

/** Through whose hands a voucher went, from the list to the payee. */
export function TrailDialog({ officeId, voucher, onClose }: Props) {
  const texts = useTexts();
  const shared = useShared();
  useBack({ back: onClose }, voucher !== null);
  const format = useFormat();
  const handName = useHandName();
  const { name: programme } = useProgrammes();
  const trail = useQuery({ ...trailQuery(officeId, voucher?.id ?? ''), enabled: voucher !== null });
  const kinds: Readonly<Record<string, string>> = texts.kinds;
  return (
    <Modal
      opened={voucher !== null}
      onClose={onClose}
      title={
        voucher === null
          ? ''
          : texts.trailOf(programme(voucher.programme), format.month(voucher.benefitMonth))
      }
      size="lg"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      {trail.error && <FailureNotice error={trail.error} onRetry={() => void trail.refetch()} />}
      {!trail.data && !trail.error && <p role="status">{shared.loading}</p>}
      <ol className={styles['trail']}>
        {trail.data?.map((step) => (
          <li key={step.handoverId}>
            <strong>{kinds[step.kind] ?? step.kind}</strong>: {handName(step.from)} → {handName(step.to)}
            <div className={styles['quiet']}>
              {format.day(dayAt(new Date(step.recordedAt)))} {format.time(Date.parse(step.recordedAt))},{' '}
              {step.actor}, {step.office}
              {step.reason !== null && `. ${step.reason}`}
            </div>
            <div className={styles['quiet']}>
              {texts.handover}{' '}
              <Link to="/handovers/$id" params={{ id: step.handoverId }}>
                <code>{step.handoverId}</code>
              </Link>
            </div>
          </li>
        ))}
      </ol>
    </Modal>
  );
}
