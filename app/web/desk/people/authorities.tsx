import { Button } from '@mantine/core';
import { useState } from 'react';
import { laterWindow } from '#kernel/web/later.tsx';
import { addressOf } from '#kernel/web/ask.ts';
import { Marked } from '#kernel/web/marked.tsx';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { PEOPLE, type Person } from '../parts/people-queries.ts';
import { useProgrammes } from '../parts/programmes.ts';
import { useReasonText } from '../parts/reason-text.ts';
import { ImageButton } from './image-button.tsx';
import styles from './page.module.css';
import type { Part } from './person-page.tsx';
import { KEEPERS, mayAt } from './rights.ts';
import { useTexts } from './texts/texts.ts';

// Asked for seldom, and heavy for a first load.
const AuthorityDialog = laterWindow(async () => (await import('./authority-dialog.tsx')).AuthorityDialog);

type Authority = Person['authorities'][number];

/** Who may collect for this person by a written authority (13-HSB), with the paper's picture. */
export function Authorities(part: Part) {
  const texts = useTexts();
  const { me, place, person } = part;
  const [asked, setAsked] = useState(false);
  const [revoked, setRevoked] = useState<Authority | null>(null);
  const mayKeep = mayAt(me, KEEPERS, place);
  return (
    <Sheet
      title={texts.authorities}
      tools={
        mayKeep &&
        person.diedOn === null && (
          <Button size="compact-xs" variant="default" onClick={() => setAsked(true)}>
            {texts.addAuthority}
          </Button>
        )
      }
    >
      {person.authorities.length === 0 && <p className={styles['quiet']}>{texts.noAuthorities}</p>}
      <ul className={styles['list']} aria-label={texts.authorities}>
        {person.authorities.map((authority) => (
          <AuthorityRow
            key={authority.id}
            {...part}
            authority={authority}
            mayKeep={mayKeep}
            onRevoke={() => setRevoked(authority)}
          />
        ))}
      </ul>
      {asked && <AuthorityDialog {...part} onClose={() => setAsked(false)} />}
      {revoked && <RevokeDialog officeId={place.id} authority={revoked} onClose={() => setRevoked(null)} />}
    </Sheet>
  );
}

interface RowProps extends Part {
  readonly authority: Authority;
  readonly mayKeep: boolean;
  readonly onRevoke: () => void;
}

function AuthorityRow({ place, authority, mayKeep, onRevoke }: RowProps) {
  const texts = useTexts();
  const format = useFormat();
  const reason = useReasonText();
  const { name: programme } = useProgrammes();
  const { id, proxyName, proxyCccdMasked, relation, programmes, madeOn, expiresOn, whyNot } = authority;
  const open = (paper: 'form' | 'image') =>
    addressOf(`/payouts/authorities/:authorityId/${paper}`, {
      params: { authorityId: id },
      query: { officeId: place.id },
    });
  return (
    <li>
      <span className={styles['line']}>
        <strong>{proxyName}</strong>
        {relation !== null && <span>({relation})</span>}
        <span className={styles['quiet']}>CCCD {proxyCccdMasked}</span>
        {whyNot === null && <Marked as="good">{texts.inForce}</Marked>}
      </span>
      <span className={styles['quiet']}>
        {texts.authorityFacts(format.day(madeOn), format.day(expiresOn), authority.certifiedBy)}{' '}
        {programmes === null ? texts.allProgrammes : programmes.map(programme).join(', ')}
      </span>
      {whyNot !== null && (
        <Marked as="closed">
          {reason({ code: whyNot, facts: { proxy: proxyName, expiresOn } })}
          {authority.revokedReason !== null && ` (${authority.revokedReason})`}
        </Marked>
      )}
      <span className={styles['line']}>
        {mayKeep && (
          <a href={open('form')} target="_blank" rel="noreferrer">
            {texts.printForm}
          </a>
        )}
        {authority.hasImage ? (
          <a href={open('image')} target="_blank" rel="noreferrer">
            {texts.seeImage}
          </a>
        ) : (
          mayKeep && <ImageButton officeId={place.id} authorityId={id} name={proxyName} />
        )}
        {mayKeep && whyNot !== 'authority_revoked' && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            c="var(--bad)"
            aria-label={texts.revokeOf(proxyName)}
            onClick={onRevoke}
          >
            {texts.revoke}
          </Button>
        )}
      </span>
    </li>
  );
}

interface RevokeProps {
  readonly officeId: string;
  readonly authority: Authority;
  readonly onClose: () => void;
}

function RevokeDialog({ officeId, authority, onClose }: RevokeProps) {
  const texts = useTexts();
  return (
    <ReasonDialog
      title={texts.revokeOf(authority.proxyName)}
      label={texts.revoke}
      grave
      send={(_id, reason) =>
        ask('POST /payouts/authorities/:authorityId/revocation', {
          params: { authorityId: authority.id },
          body: { officeId, reason },
        })
      }
      touches={[[PEOPLE]]}
      done={() => texts.revoked}
      onClose={onClose}
    >
      <p>{texts.revokeWhat}</p>
    </ReasonDialog>
  );
}
