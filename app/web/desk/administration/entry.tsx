import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { WholeField } from '#kernel/web/fields/whole-field.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { BOUNDS } from '#people/entry/rules.ts';
import { ROLES, type Role } from '#people/staff/roles.ts';
import { ask } from '../api.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { Loaded } from './loaded.tsx';
import { type EntryRules, entryQuery } from './queries.ts';
import styles from './sheets.module.css';
import { useTexts } from './texts/texts.ts';

type Setting = EntryRules['settings'][number];
type SecondFactor = EntryRules['secondFactors'][number];

const TOUCHES = [['entry'], ['me']];

/** How long sessions last, and who owes a second factor: dated rows, the newest of each stands. */
export function Entry({ changes }: { readonly changes: boolean }) {
  const rules = useQuery(entryQuery);
  return (
    <Loaded query={rules}>
      {({ settings, secondFactors }) => (
        <div className={styles['sheets']}>
          <Settings rows={settings} changes={changes} />
          <SecondFactors rows={secondFactors} changes={changes} />
        </div>
      )}
    </Loaded>
  );
}

function Settings({ rows, changes }: { rows: readonly Setting[]; changes: boolean }) {
  const texts = useTexts();
  const column = columnsOf<Setting>(useFormat());
  const [changing, setChanging] = useState<Setting | null>(null);
  const nameOf = ({ name }: Setting) => texts.entrySettingNames[name];
  const stands = (row: Setting) => rows.find(({ name }) => name === row.name) === row;
  return (
    <>
      <DataTable
        caption={texts.entrySettings}
        rows={rows}
        rowKey={(row) => String(rows.indexOf(row))}
        columns={[
          column.text('name', texts.entrySetting, nameOf),
          column.figure('value', texts.entryValue, (row) => row.value),
          column.day('from', texts.validFrom, (row) => row.validFrom),
          column.text('basis', texts.legalBasis, (row) => row.legalBasis),
          ...(changes
            ? [column.acts('', (row: Setting) => stands(row) && <Change onClick={() => setChanging(row)} />)]
            : []),
        ]}
      />
      {changing && (
        <ChangeSetting setting={changing} name={nameOf(changing)} onClose={() => setChanging(null)} />
      )}
    </>
  );
}

function SecondFactors({ rows, changes }: { rows: readonly SecondFactor[]; changes: boolean }) {
  const texts = useTexts();
  const { roles } = useStaffTexts();
  const format = useFormat();
  const [changing, setChanging] = useState<Role | null>(null);
  const lines = ROLES.map((role) => ({ role, rule: rows.find((row) => row.role === role) ?? null }));
  const column = columnsOf<(typeof lines)[number]>(format);
  return (
    <>
      <DataTable
        caption={texts.secondFactors}
        rows={lines}
        rowKey={({ role }) => role}
        columns={[
          column.text('role', texts.role, ({ role }) => roles[role]),
          column.text('required', texts.secondFactor, ({ rule }) =>
            rule?.required ? texts.required : texts.notRequired,
          ),
          column.day('from', texts.validFrom, ({ rule }) => rule?.validFrom ?? null),
          column.text('basis', texts.legalBasis, ({ rule }) => rule?.legalBasis ?? null),
          ...(changes
            ? [
                column.acts('', ({ role }: (typeof lines)[number]) => (
                  <Change onClick={() => setChanging(role)} />
                )),
              ]
            : []),
        ]}
      />
      {changing && (
        <ChangeSecondFactor
          role={changing}
          name={roles[changing]}
          required={lines.find(({ role }) => role === changing)?.rule?.required ?? false}
          onClose={() => setChanging(null)}
        />
      )}
    </>
  );
}

function Change({ onClick }: { onClick: () => void }) {
  const { change } = useTexts();
  return (
    <Button size="compact-xs" variant="default" onClick={onClick}>
      {change}
    </Button>
  );
}

function ChangeSetting(props: { setting: Setting; name: string; onClose: () => void }) {
  const texts = useTexts();
  const { name } = props.setting;
  const { from, to } = BOUNDS[name];
  const [value, setValue] = useState<number | null>(props.setting.value);
  return (
    <ChangeDialog
      title={texts.changeEntry(props.name)}
      hint={texts.entryHint}
      rule={value === null ? null : { name, value }}
      send={(id, body) => ask('POST /entry/settings', { body: { id, ...body } })}
      touches={TOUCHES}
      onClose={props.onClose}
    >
      <WholeField
        label={texts.entryValue}
        description={texts.entryBounds(from, to)}
        required
        from={from}
        to={to}
        value={value}
        onChange={setValue}
      />
    </ChangeDialog>
  );
}

function ChangeSecondFactor(props: { role: Role; name: string; required: boolean; onClose: () => void }) {
  const texts = useTexts();
  const [required, setRequired] = useState(!props.required);
  return (
    <ChangeDialog
      title={texts.changeSecondFactor(props.name)}
      hint={`${texts.entryHint} ${texts.secondFactorHint}`}
      rule={{ role: props.role, required }}
      send={(id, body) => ask('POST /entry/second-factors', { body: { id, ...body } })}
      touches={TOUCHES}
      onClose={props.onClose}
    >
      <Switch
        label={texts.required}
        checked={required}
        onChange={(event) => setRequired(event.currentTarget.checked)}
      />
    </ChangeDialog>
  );
}
