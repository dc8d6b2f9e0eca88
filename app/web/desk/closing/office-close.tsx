import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask, type Me } from '../api.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import styles from './page.module.css';
import type { Closing } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly data: Closing;
  readonly me: Me;
}

const CLOSERS = ['treasurer', 'point-keeper', 'district-manager', 'chief-accountant'];

/** What still stands between the office and its close, each with the way to settle it; then the close itself. */
export function OfficeClose({ data, me }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const [asked, setAsked] = useState(false);
  const why = useId();
  const open = data.hands.filter((hand) => hand.moved && hand.close === null);
  const blocked = open.length > 0 || data.offices.length > 0;
  const closer = me.grants.some(({ role }) => CLOSERS.includes(role));
  return (
    <>
      <Sheet title={texts.blocks}>
        <h3 className={styles['head']}>{texts.blocking}</h3>
        {!blocked && (
          <p className={styles['group']}>
            <Marked as="good">{texts.nothing}</Marked>
          </p>
        )}
        {open.length > 0 && (
          <>
            <p className={styles['group']}>
              <Marked as="bad">{texts.handsOpen(format.count(open.length))}</Marked>
            </p>
            <ul className={styles['left']} aria-label={texts.handsOpen(format.count(open.length))}>
              {open.map((hand) => (
                <li key={hand.id}>
                  {handName({ ...hand, office: data.office.name })}
                  {!hand.mayClose && <span className={styles['quiet']}>{texts.waitHolder(hand.holder)}</span>}
                </li>
              ))}
            </ul>
          </>
        )}
        {data.offices.length > 0 && (
          <>
            <p className={styles['group']}>
              <Marked as="bad">{texts.officesOpen(format.count(data.offices.length))}</Marked>
            </p>
            <ul className={styles['left']} aria-label={texts.officesOpen(format.count(data.offices.length))}>
              {data.offices.map((office) => (
                <li key={office.id}>
                  <Link
                    to="/closing"
                    search={{ office: office.id, day: data.day }}
                    title={texts.goThere(office.name)}
                  >
                    {office.name}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
        <Waits data={data} />
      </Sheet>
      <Sheet title={texts.step3}>
        {data.closed ? (
          <Marked as="closed">{texts.officeClosed(data.closed.by, format.moment(data.closed.at))}</Marked>
        ) : closer ? (
          <>
            <Button
              fullWidth
              disabled={blocked}
              aria-describedby={blocked ? why : undefined}
              onClick={() => setAsked(true)}
            >
              {texts.closeOffice}
            </Button>
            {blocked && (
              <p id={why} className={`${styles['why']} on-screen-block`}>
                {texts.stillLeft(format.count(open.length + data.offices.length))}
              </p>
            )}
          </>
        ) : (
          <p className={styles['quiet']}>{texts.notYours}</p>
        )}
      </Sheet>
      {asked && <CloseDialog data={data} onClose={() => setAsked(false)} day={format.day(data.day)} />}
    </>
  );
}

/** What waits and does not block. */
function Waits({ data }: { readonly data: Closing }) {
  const texts = useTexts();
  const format = useFormat();
  const incoming = data.offers.filter((offer) => offer.incoming).length;
  const outgoing = data.offers.length - incoming;
  if (incoming + outgoing + data.proposals === 0) return null;
  const office = data.office.id;
  return (
    <>
      <h3 className={styles['head']}>{texts.notBlocking}</h3>
      <ul className={styles['left']}>
        {incoming > 0 && (
          <li>
            <Marked as="watch">{texts.offersIn(format.count(incoming))}</Marked>
            <Link to="/cash" search={{ tab: 'transit', office }}>
              {texts.toTransit}
            </Link>
          </li>
        )}
        {outgoing > 0 && (
          <li>
            <Marked as="watch">{texts.offersOut(format.count(outgoing))}</Marked>
            <Link to="/cash" search={{ tab: 'transit', office }}>
              {texts.toTransit}
            </Link>
          </li>
        )}
        {data.proposals > 0 && (
          <li>
            <Marked as="watch">{texts.proposals(format.count(data.proposals))}</Marked>
            <Link to="/cash" search={{ tab: 'proposals', office }}>
              {texts.toProposals}
            </Link>
          </li>
        )}
      </ul>
    </>
  );
}

interface CloseProps {
  readonly data: Closing;
  readonly day: string;
  readonly onClose: () => void;
}

function CloseDialog({ data, day, onClose }: CloseProps) {
  const texts = useTexts();
  const format = useFormat();
  const act = useAct<{ readonly officeId: string; readonly day: string }, unknown>({
    send: (_id, body) => ask('POST /payouts/closes/office', { body }),
    touches: [['payouts']],
    onDone: () => {
      toast(texts.done(day));
      onClose();
    },
  });
  const { handovers, payments, paidVnd } = data.figures;
  return (
    <ActDialog
      title={texts.closeTitle(day)}
      label={texts.closeOffice}
      act={act}
      onClose={onClose}
      input={{ officeId: data.office.id, day: data.day }}
    >
      <Callout>
        {texts.closeSum(format.count(handovers), format.count(payments), format.vnd(paidVnd))}
      </Callout>
    </ActDialog>
  );
}
