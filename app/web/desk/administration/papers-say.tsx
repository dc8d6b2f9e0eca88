import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Facts } from '#kernel/web/facts.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import { ask } from '../api.ts';
import { Loaded } from './loaded.tsx';
import { type PapersSaid, papersQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { useDone } from './use-done.ts';

/** What every paper says of the province: its place, and where a citizen checks a receipt. */
export function PapersSay({ changes }: { readonly changes: boolean }) {
  const texts = useTexts();
  const papers = useQuery(papersQuery);
  const [changing, setChanging] = useState(false);
  return (
    <Loaded query={papers}>
      {(said) => (
        <Sheet
          title={texts.papersSay}
          tools={
            changes && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={texts.changePapersSay}
                onClick={() => setChanging(true)}
              >
                {texts.change}
              </Button>
            )
          }
        >
          <Facts
            facts={[
              [texts.placeOfIssue, said.placeOfIssue],
              [texts.publicAddress, said.publicAddress ?? texts.noPublicAddress],
            ]}
          />
          {changing && <ChangePapersSay said={said} onClose={() => setChanging(false)} />}
        </Sheet>
      )}
    </Loaded>
  );
}

const ADDRESS = /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[\w.~/-]*)?$/i;

function ChangePapersSay({ said, onClose }: { readonly said: PapersSaid; readonly onClose: () => void }) {
  const texts = useTexts();
  const [place, setPlace] = useState(said.placeOfIssue);
  const [address, setAddress] = useState(said.publicAddress ?? '');
  const act = useAct({
    send: (_id, body: PapersSaid) => ask('POST /offices/papers', { body }),
    touches: [['offices']],
    onDone: useDone(onClose),
  });
  const placeOfIssue = place.trim();
  const publicAddress = address.trim() || null;
  const right = publicAddress === null || ADDRESS.test(publicAddress);
  return (
    <ActDialog
      onClose={onClose}
      act={act}
      title={texts.changePapersSay}
      label={texts.change}
      input={placeOfIssue !== '' && right ? { placeOfIssue, publicAddress } : null}
    >
      <TextField label={texts.placeOfIssue} required maxLength={60} value={place} onChange={setPlace} />
      <TextField
        label={texts.publicAddress}
        description={texts.publicAddressHint}
        placeholder="https://"
        inputMode="url"
        maxLength={120}
        error={right ? undefined : texts.wrongAddress}
        value={address}
        onChange={setAddress}
      />
    </ActDialog>
  );
}
