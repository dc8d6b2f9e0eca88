import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Waiting } from '#kernel/web/waiting.tsx';
import type { Me } from '../api.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import { LoadAll } from '../parts/load-all.tsx';
import { MemberDrawer } from './member-drawer.tsx';
import { NewMember } from './new-member.tsx';
import { type Member, useStaff } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly me: Me;
  readonly changes: boolean;
  readonly find: string | undefined;
  readonly onFind: (find: string) => void;
}

const TYPED_FOR_MS = 300;
const STATES = { suspended: 'bad', oneTime: 'watch', working: 'good' } as const;

function stateOf(member: Member): keyof typeof STATES {
  if (member.suspended) return 'suspended';
  return member.mustChangePassword ? 'oneTime' : 'working';
}

/** Who works here, in which roles, over which offices. */
export function Staff({ me, changes, find, onFind }: Props) {
  const texts = useTexts();
  const { roles } = useStaffTexts();
  const [typed, setTyped] = useState(find ?? '');
  const [adding, setAdding] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const look = useDebouncedCallback((text: string) => onFind(text.trim()), TYPED_FOR_MS);
  const found = useStaff(find);
  const { rows } = found;
  const rolesOf = ({ grants }: Member) =>
    grants.map((grant) => `${roles[grant.role]}, ${grant.officeName}`).join('; ');
  const open = rows.find(({ id }) => id === openId) ?? null;
  return (
    <>
      {found.loading ? (
        <Waiting />
      ) : (
        <DataGrid
          caption={texts.views.staff}
          name="staff"
          fileName="staff"
          rows={rows}
          rowKey={(row) => row.id}
          more={found.all !== null}
          onEnd={found.more}
          onOpen={(row) => setOpenId(row.id)}
          {...(found.error && {
            instead: <FailureNotice error={found.error} onRetry={found.retry} />,
          })}
          tools={
            <>
              <LoadAll all={found.all} loading={found.loadingAll} />
              <TextInput
                size="xs"
                w={240}
                aria-label={texts.findStaff}
                placeholder={texts.findStaff}
                value={typed}
                onChange={(event) => {
                  setTyped(event.currentTarget.value);
                  look(event.currentTarget.value);
                }}
              />
              {changes && (
                <Button size="xs" onClick={() => setAdding(true)}>
                  {texts.addStaff}
                </Button>
              )}
            </>
          }
          columns={[
            {
              key: 'name',
              head: texts.name,
              width: 190,
              value: (row) => row.name,
              cell: (row) => row.name,
            },
            {
              key: 'username',
              head: texts.username,
              width: 150,
              value: (row) => row.username,
              cell: (row) => row.username,
            },
            { key: 'roles', head: texts.roles, value: rolesOf, cell: rolesOf },
            {
              key: 'state',
              head: texts.state,
              width: 180,
              value: (row) => texts.staffStates[stateOf(row)],
              cell: (row) => <Marked as={STATES[stateOf(row)]}>{texts.staffStates[stateOf(row)]}</Marked>,
            },
            {
              key: 'factor',
              head: texts.secondFactor,
              width: 130,
              value: (row) => (row.twoFactorEnabled ? texts.yes : texts.no),
              cell: (row) => (row.twoFactorEnabled ? texts.yes : texts.no),
            },
          ]}
        />
      )}
      {adding && <NewMember onClose={() => setAdding(false)} />}
      {open && <MemberDrawer me={me} member={open} changes={changes} onClose={() => setOpenId(null)} />}
    </>
  );
}
