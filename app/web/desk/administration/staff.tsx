import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
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
  const format = useFormat();
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
  const column = columnsOf(format, rows);
  return (
    <>
      {found.loading ? (
        <Waiting />
      ) : (
        <DataGrid
          caption={texts.views.staff}
          name="staff"
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
            column.text('name', texts.name, (row) => row.name, { width: 190 }),
            column.text('username', texts.username, (row) => row.username, { width: 150 }),
            column.text('roles', texts.roles, rolesOf),
            {
              key: 'state',
              head: texts.state,
              width: 210,
              value: (row) => texts.staffStates[stateOf(row)],
              cell: (row) => <Marked as={STATES[stateOf(row)]}>{texts.staffStates[stateOf(row)]}</Marked>,
            },
            column.text(
              'factor',
              texts.secondFactor,
              (row) => (row.twoFactorEnabled ? texts.yes : texts.no),
              { width: 130 },
            ),
          ]}
        />
      )}
      {adding && <NewMember onClose={() => setAdding(false)} />}
      {open && <MemberDrawer me={me} member={open} changes={changes} onClose={() => setOpenId(null)} />}
    </>
  );
}
