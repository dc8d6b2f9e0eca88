import { MultiSelect, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import { searchKey } from '#kernel/words/text.ts';
import { ask } from '../api.ts';
import { communesQuery, type OfficeEntry } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { useDone } from './use-done.ts';

const CODE = /^[A-Z0-9][A-Z0-9-]{0,19}$/;

interface NewOffice {
  readonly code: string;
  readonly name: string;
  readonly kind: 'district' | 'point';
  readonly parentCode: string;
  readonly communeCodes: string[];
}

/** Opens an office under another: its vault, desk and the rest of its hands come with it. */
export function OpenOffice({ offices, onClose }: { offices: readonly OfficeEntry[]; onClose: () => void }) {
  const texts = useTexts();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [parentCode, setParent] = useState('');
  const [communeCodes, setCommunes] = useState<readonly string[]>([]);
  const communes = useQuery(communesQuery);
  const parents = offices.filter(({ kind, closedOn }) => closedOn === null && kind !== 'point');
  const parent = parents.find((office) => office.code === parentCode);
  const open = useAct({
    send: (_id, office: NewOffice) => ask('POST /offices', { body: { ...office, lat: null, lon: null } }),
    touches: [['offices']],
    onDone: useDone(onClose),
  });
  const input = {
    code,
    name: name.trim(),
    kind: parent?.kind === 'province' ? ('district' as const) : ('point' as const),
    parentCode,
    communeCodes: [...communeCodes],
  };
  return (
    <ActDialog
      onClose={onClose}
      act={open}
      title={texts.openOffice}
      label={texts.openOffice}
      input={parent && CODE.test(code) && input.name !== '' ? input : null}
    >
      <NativeSelect
        label={texts.parent}
        required
        value={parentCode}
        onChange={(event) => setParent(event.currentTarget.value)}
        data={[
          { value: '', label: texts.choose },
          ...parents.map((office) => ({ value: office.code, label: office.name })),
        ]}
      />
      <TextField
        label={texts.code}
        description={texts.codeHint}
        required
        maxLength={20}
        wrong={code !== '' && !CODE.test(code) && texts.wrongCode}
        value={code}
        onChange={(text) => setCode(text.toUpperCase())}
      />
      <TextField label={texts.name} required maxLength={120} value={name} onChange={setName} />
      <MultiSelect
        label={texts.communes}
        description={texts.communesHint}
        searchable
        clearable
        limit={50}
        nothingFoundMessage={texts.noSuchCommune}
        filter={({ options, search, limit }) =>
          options
            .filter((option) => 'label' in option && searchKey(option.label).includes(searchKey(search)))
            .slice(0, limit)
        }
        value={[...communeCodes]}
        onChange={setCommunes}
        data={(communes.data ?? [])
          .filter((commune) => commune.office === null)
          .map((commune) => ({
            value: commune.code,
            label: commune.district === null ? commune.name : `${commune.name}, ${commune.district}`,
          }))}
      />
      {communeCodes.length > 0 && <Callout>{texts.openOfficeHint}</Callout>}
      {communes.error && <FailureNotice error={communes.error} onRetry={() => void communes.refetch()} />}
    </ActDialog>
  );
}
