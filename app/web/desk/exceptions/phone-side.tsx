import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Operation } from '#kernel/devices/operation.ts';
import { addressOf } from '#kernel/web/ask.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { useVoucherTexts } from '../parts/voucher-texts/texts.ts';
import sides from '../parts/sides.module.css';
import styles from './page.module.css';
import type { AtDesk, ExceptionDetail } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly found: ExceptionDetail;
  readonly atDesk: AtDesk;
  readonly officeId: string;
}

/** What a module writes of an act at a door; every part is asked for, since a kept text may have any form. */
interface DoorBody {
  readonly collector?: { readonly kind?: string };
  readonly signed?: { readonly how?: string; readonly number?: string };
  readonly identity?: string;
  readonly reason?: string;
  readonly note?: string | null;
  readonly position?: { readonly lat?: number; readonly lon?: number; readonly accuracyM?: number } | null;
}

/** The phone's word, as it was signed: who, when, what, where, and the pictures that came with it. */
export function PhoneSide({ found, atDesk, officeId }: Props) {
  const texts = useTexts();
  const { attempts } = useVoucherTexts();
  const format = useFormat();
  const { exception, operation, attachments } = found;
  const body = bodyOf(operation.text);
  const how = texts.signed[body.signed?.how as keyof typeof texts.signed];
  const seen = texts.identities[body.identity as keyof typeof texts.identities];
  const collector = texts.collectors[body.collector?.kind as keyof typeof texts.collectors];
  const { lat, lon, accuracyM } = body.position ?? {};
  return (
    <div className={sides['side']} data-side="phone">
      <h3>{texts.phoneSays}</h3>
      <span>{texts.kinds[exception.kind as keyof typeof texts.kinds] ?? exception.kind}</span>
      {atDesk.givenVnd !== null && <strong data-figure="given">{format.dong(atDesk.givenVnd)}</strong>}
      {atDesk.citizen && <span>{texts.to(atDesk.citizen.name)}</span>}
      {collector && <span>{collector}</span>}
      <span>
        {exception.person}, {exception.device}, {texts.number(format.count(exception.seq))}
      </span>
      <span>
        {texts.happened(format.moment(exception.happenedAt))};{' '}
        {texts.receivedAt(format.moment(exception.receivedAt))}
      </span>
      {how && (
        <span>
          {how}
          {body.signed?.number !== undefined && ` ${body.signed.number}`}
        </span>
      )}
      {seen && <span>{seen}</span>}
      {typeof body.reason === 'string' && (
        <span>{texts.saidWhy(attempts[body.reason as keyof typeof attempts] ?? body.reason)}</span>
      )}
      {typeof body.note === 'string' && <span>{body.note}</span>}
      <span>
        {typeof lat === 'number' && typeof lon === 'number'
          ? texts.position(lat.toFixed(5), lon.toFixed(5), String(Math.round(accuracyM ?? 0)))
          : texts.noPosition}
      </span>
      <Pictures found={found} officeId={officeId} />
      {attachments.length === 0 && <span className={styles['quiet']}>{texts.noPictures}</span>}
      <details>
        <summary>{texts.signedText}</summary>
        <code>{operation.text}</code>
      </details>
    </div>
  );
}

function bodyOf(text: string): DoorBody {
  try {
    return (JSON.parse(text) as Partial<Operation>).body ?? {};
  } catch {
    return {};
  }
}

/** Pictures are shown when they are asked for: each look is written down. */
function Pictures({ found, officeId }: { readonly found: ExceptionDetail; readonly officeId: string }) {
  const texts = useTexts();
  const [shown, setShown] = useState(false);
  const whole = found.attachments.filter((file) => file.whole);
  const missing = found.attachments.length - whole.length;
  return (
    <>
      {missing > 0 && <span className={styles['quiet']}>{texts.picturesComing(String(missing))}</span>}
      {whole.length > 0 && !shown && (
        <Button size="compact-xs" variant="default" onClick={() => setShown(true)}>
          {texts.showPictures(String(whole.length))}
        </Button>
      )}
      {shown &&
        whole.map(({ sha256 }, i) => (
          <img
            key={sha256}
            className={styles['picture']}
            alt={texts.picture(String(i + 1))}
            src={addressOf(`/devices/${found.exception.deviceId}/attachments/${sha256}`, {
              query: { officeId },
            })}
          />
        ))}
    </>
  );
}
