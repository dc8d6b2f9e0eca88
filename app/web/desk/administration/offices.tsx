import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Loaded } from './loaded.tsx';
import { OfficeDrawer } from './office-drawer.tsx';
import { OpenOffice } from './open-office.tsx';
import { allOfficesQuery, type OfficeEntry } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** Every office of the province through time, with the communes it serves. */
export function Offices({ changes }: { changes: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const column = columnsOf<OfficeEntry>(format);
  const offices = useQuery(allOfficesQuery);
  const [opening, setOpening] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const kinds = texts.officeKinds as Readonly<Record<string, string>>;
  const kindOf = ({ kind }: OfficeEntry) => kinds[kind] ?? kind;
  const stateOf = ({ closedOn }: OfficeEntry) =>
    closedOn === null ? texts.open : texts.closedOn(format.day(closedOn));
  const communesOf = ({ communes }: OfficeEntry) => communes.join(', ');
  return (
    <Loaded query={offices}>
      {(rows) => (
        <>
          <DataGrid
            caption={texts.views.offices}
            name="offices"
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={(row) => setOpenId(row.id)}
            tools={
              changes && (
                <Button size="xs" onClick={() => setOpening(true)}>
                  {texts.openOffice}
                </Button>
              )
            }
            columns={[
              {
                key: 'name',
                head: texts.office,
                value: (row) => row.path,
                text: (row) => row.name,
                cell: (row) => `${'\u2003'.repeat(row.path.split('/').length - 1)}${row.name}`,
              },
              column.text('code', texts.code, (row) => row.code, { width: 110 }),
              column.text('kind', texts.officeKind, kindOf, { width: 150 }),
              column.text('communes', texts.communes, communesOf),
              column.day('openedOn', texts.openedOn, (row) => row.openedOn, { width: 120 }),
              {
                key: 'state',
                head: texts.state,
                width: 180,
                value: stateOf,
                cell: (row) => <Marked as={row.closedOn === null ? 'good' : 'closed'}>{stateOf(row)}</Marked>,
              },
            ]}
          />
          {opening && <OpenOffice offices={rows} onClose={() => setOpening(false)} />}
          {rows
            .filter(({ id }) => id === openId)
            .map((office) => (
              <OfficeDrawer
                key={office.id}
                office={office}
                kind={kindOf(office)}
                changes={changes}
                onClose={() => setOpenId(null)}
              />
            ))}
        </>
      )}
    </Loaded>
  );
}
