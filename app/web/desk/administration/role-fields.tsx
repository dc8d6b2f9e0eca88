import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ROLES, type Role } from '#people/staff/roles.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import { allOfficesQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

export interface RoleAt {
  readonly role: Role;
  readonly officeId: string;
}

interface Props {
  readonly value: RoleAt;
  readonly onChange: (value: RoleAt) => void;
}

/** A role and the office it is held over, with all offices below it. */
export function RoleFields({ value, onChange }: Props) {
  const texts = useTexts();
  const { roles } = useStaffTexts();
  const offices = useQuery(allOfficesQuery);
  return (
    <>
      <NativeSelect
        label={texts.role}
        value={value.role}
        onChange={(event) => onChange({ ...value, role: event.currentTarget.value as Role })}
        data={ROLES.map((role) => ({ value: role, label: roles[role] }))}
      />
      <NativeSelect
        label={texts.office}
        description={texts.officeHint}
        required
        value={value.officeId}
        onChange={(event) => onChange({ ...value, officeId: event.currentTarget.value })}
      >
        <option value="">{texts.choose}</option>
        {(offices.data ?? [])
          .filter(({ closedOn }) => closedOn === null)
          .map(({ id, name, path }) => (
            <option key={id} value={id}>
              {`${'\u2003'.repeat(path.split('/').length - 1)}${name}`}
            </option>
          ))}
      </NativeSelect>
    </>
  );
}
