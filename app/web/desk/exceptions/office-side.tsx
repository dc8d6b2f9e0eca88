import { Link } from '@tanstack/react-router';
import { useFormat } from '#kernel/web/use-format.ts';
import { useLanguage } from '#kernel/web/language.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { HandoverLink } from '../parts/handover/link.tsx';
import { useHandName, useKindNames } from '../parts/handover/texts/texts.ts';
import sides from '../parts/sides.module.css';
import styles from './page.module.css';
import type { AtDesk, ExceptionDetail } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly found: ExceptionDetail;
  readonly atDesk: AtDesk;
}

/** What the office's own books hold: each voucher as it stands, the other payment, a death, and every handover of these things. */
export function OfficeSide({ found, atDesk }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const names = useKindNames();
  const handName = useHandName();
  const { language } = useLanguage();
  const { citizen, vouchers, others } = atDesk;
  return (
    <div className={sides['side']} data-side="office">
      <h3>{texts.officeHas}</h3>
      {citizen === null && <span>{texts.unknownPerson}</span>}
      {citizen?.diedOn && <Marked as="bad">{texts.died(format.day(citizen.diedOn))}</Marked>}
      <ul className={styles['list']}>
        {vouchers.map((voucher) => (
          <li key={voucher.id}>
            <strong>{format.dong(voucher.amountVnd)}</strong>
            <br />
            {language === 'vi' ? voucher.programmeVi : voucher.programmeEn},{' '}
            {format.month(voucher.benefitMonth)}
            <br />
            <Marked as={voucher.status === 'paid' ? 'closed' : 'going'}>
              {texts.voucher[voucher.status]}
            </Marked>{' '}
            {texts.heldBy(handName(voucher.holder))}
            {voucher.paid && (
              <p>
                {voucher.paid.atDoor ? texts.paidAtDoor : texts.paidAtCounter}{' '}
                <HandoverLink id={voucher.paid.handoverId}>{voucher.paid.receiptNo}</HandoverLink>,{' '}
                {voucher.paid.office}, {voucher.paid.by}, {format.moment(voucher.paid.at)};{' '}
                {texts.collectedBy(voucher.paid.collector)}
              </p>
            )}
          </li>
        ))}
      </ul>
      {vouchers.length === 0 && <span>{texts.noVouchers}</span>}
      {others.length > 0 && (
        <>
          <h4>{texts.others}</h4>
          <ul className={styles['list']}>
            {others.map((each) => (
              <li key={each.exceptionId}>
                <Marked as={each.ruled ? 'closed' : 'bad'}>
                  {each.ruled ? texts.states.ruled : texts.states.open}
                </Marked>{' '}
                {each.inReach ? (
                  <Link
                    from="/exceptions"
                    resetScroll={false}
                    search={(now) => ({ ...now, exception: each.exceptionId })}
                  >
                    {each.device}
                  </Link>
                ) : (
                  each.device
                )}
                , {each.by}, {each.office}, {format.moment(each.at)}
              </li>
            ))}
          </ul>
        </>
      )}
      {found.record.length > 0 && (
        <details>
          <summary>{texts.record(format.count(found.record.length))}</summary>
          <ul className={styles['list']}>
            {found.record.map((line) => (
              <li key={line.handoverId + line.from.name}>
                <HandoverLink id={line.handoverId}>{names.handover(line.kind)}</HandoverLink>,{' '}
                {format.moment(line.at)}, {line.by}
                <br />
                {handName(line.from)} → {handName(line.to)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
