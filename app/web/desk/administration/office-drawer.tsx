import { Button } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Facts } from '#kernel/web/facts.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import styles from './detail-drawer.module.css';
import { DetailDrawer } from './detail-drawer.tsx';
import type { OfficeEntry } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { useDone } from './use-done.ts';

interface Props {
  readonly office: OfficeEntry;
  readonly kind: string;
  readonly changes: boolean;
  readonly onClose: () => void;
}

/** One office with every commune it serves, and its closing. */
export function OfficeDrawer({ office, kind, changes, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [closing, setClosing] = useState(false);
  return (
    <DetailDrawer title={office.name} onClose={onClose}>
      <Facts
        facts={[
          [texts.code, office.code],
          [texts.officeKind, kind],
          [texts.openedOn, format.day(office.openedOn)],
          [texts.state, office.closedOn === null ? texts.open : texts.closedOn(format.day(office.closedOn))],
          [texts.communes, office.communes.length > 0 ? office.communes.join(', ') : texts.noCommunes],
        ]}
      />
      {changes && office.closedOn === null && office.kind !== 'province' && (
        <div className={styles['acts']}>
          <Button size="xs" variant="default" onClick={() => setClosing(true)}>
            {texts.close}
          </Button>
        </div>
      )}
      {closing && <CloseOffice office={office} onClose={() => setClosing(false)} />}
    </DetailDrawer>
  );
}

function CloseOffice({ office, onClose }: { office: OfficeEntry; onClose: () => void }) {
  const texts = useTexts();
  const close = useAct({
    send: () => ask('POST /offices/:officeId/closing', { params: { officeId: office.id } }),
    touches: [['offices']],
    onDone: useDone(onClose),
  });
  return (
    <ActDialog
      onClose={onClose}
      act={close}
      title={texts.closeOffice(office.name)}
      label={texts.close}
      grave
      input={office.id}
    >
      <p>{texts.closeOfficeHint}</p>
    </ActDialog>
  );
}
