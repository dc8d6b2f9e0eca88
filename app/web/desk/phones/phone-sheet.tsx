import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Facts } from '#kernel/web/facts.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Me } from '../api.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { EndDialog } from './end-dialog.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { LostBag } from './lost-bag.tsx';
import styles from './page.module.css';
import { PHONE_AS } from './phones.tsx';
import { CARRIERS, holds, KEEPERS, type Phone } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly phone: Phone;
  readonly officeId: string;
  readonly me: Me;
}

/** One phone: what is known of it, and what can be done with it. */
export function PhoneSheet({ phone, officeId, me }: Props) {
  const texts = useTexts();
  const shared = useShared();
  const format = useFormat();
  const handName = useHandName();
  const navigate = useNavigate({ from: '/phones' });
  const [asked, setAsked] = useState<'replace' | 'revoked' | 'lost' | 'import' | null>(null);
  const { gone, bag } = phone;
  const keeper = holds(me, KEEPERS);
  const close = () => setAsked(null);
  return (
    <>
      <Sheet
        title={`${phone.name}, ${phone.person}`}
        note={<Marked as={PHONE_AS[phone.state]}>{texts.states[phone.state]}</Marked>}
        tools={
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => void navigate({ search: ({ phone: _gone, ...now }) => now })}
          >
            {shared.close}
          </Button>
        }
      >
        <Facts
          facts={[
            [texts.office, phone.office],
            [texts.model, phone.model],
            [texts.enrolledAt, `${format.moment(phone.enrolledAt)}, ${phone.enrolledBy}`],
            [texts.heard, phone.lastHeardAt === null ? texts.never : format.moment(phone.lastHeardAt)],
            [texts.received, format.count(phone.operations)],
            [texts.unsent, format.count(phone.unsent)],
            [
              texts.bag,
              bag === null
                ? texts.bags.none
                : `${handName({ kind: 'bag', name: bag.name, office: '' })}, ${(bag.frozen ? texts.bags.frozen : texts.bags.open).toLowerCase()}`,
            ],
            phone.openExceptions > 0 && [
              texts.exceptions,
              <Link key="x" to="/exceptions" search={{ office: officeId, phone: phone.id }}>
                {texts.openExceptions(format.count(phone.openExceptions))}
              </Link>,
            ],
            gone !== null && [
              texts.states[gone.how],
              `${format.moment(gone.at)}, ${gone.by}: ${gone.reason}`,
            ],
          ]}
        />
        <div className={styles['bar']}>
          {keeper && phone.state === 'active' && (
            <>
              <Button size="xs" variant="default" onClick={() => setAsked('replace')}>
                {texts.replace}
              </Button>
              <Button size="xs" variant="default" onClick={() => setAsked('lost')}>
                {texts.reportLost}
              </Button>
              <Button size="xs" variant="default" onClick={() => setAsked('revoked')}>
                {texts.revoke}
              </Button>
            </>
          )}
          {holds(me, CARRIERS) && (
            <Button size="xs" variant="default" onClick={() => setAsked('import')}>
              {texts.import}
            </Button>
          )}
        </div>
      </Sheet>
      {bag?.frozen && <LostBag officeId={phone.officeId} bagId={bag.id} me={me} />}
      {asked === 'replace' && <EnrolDialog officeId={officeId} replaces={phone} onClose={close} />}
      {(asked === 'revoked' || asked === 'lost') && (
        <EndDialog how={asked} phone={phone} officeId={officeId} onClose={close} />
      )}
      {asked === 'import' && <ImportDialog phone={phone} officeId={officeId} onClose={close} />}
    </>
  );
}
