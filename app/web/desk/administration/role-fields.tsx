import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lowerFirst } from '#kernel/words/text.ts';
import { kindsFor, ROLES, type Role } from '#people/staff/roles.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import { allOfficesQuery, type OfficeEntry } from './queries.ts';
import { useTexts } from './texts/texts.ts';

export interface RoleAt {
  readonly role: Role;
  readonly officeId: string;
}

interface Props {
  readonly value: RoleAt;
  readonly onChange: (value: RoleAt) => void;
}

const holds = ({ kind, closedOn }: OfficeEntry, role: Role) =>
  closedOn === null && kindsFor(role).some((each) => each === kind);

/** A role and the office it is held over, with all offices below it: of those that have the role's work. */
export function RoleFields({ value, onChange }: Props) {
  const texts = useTexts();
  const { roles } = useStaffTexts();
  const offices = useQuery(allOfficesQuery).data ?? [];
  const fitting = offices.filter((office) => holds(office, value.role));
  const choose = (role: Role) => {
    const places = offices.filter((office) => holds(office, role)).map(({ id }) => id);
    const only = places.length === 1 ? places[0] : '';
    onChange({ role, officeId: places.includes(value.officeId) ? value.officeId : (only ?? '') });
  };
  return (
    <>
      <NativeSelect
        label={texts.role}
        value={value.role}
        onChange={(event) => choose(event.currentTarget.value as Role)}
        data={ROLES.map((role) => ({ value: role, label: roles[role] }))}
      />
      <NativeSelect
        label={texts.office}
        description={texts.officeHint(
          kindsFor(value.role).map((kind) => lowerFirst(texts.officeKinds[kind])),
        )}
        required
        value={value.officeId}
        onChange={(event) => onChange({ ...value, officeId: event.currentTarget.value })}
      >
        <option value="">{texts.choose}</option>
        {fitting.map(({ id, name, path }) => (
          <option key={id} value={id}>
            {`${'\u2003'.repeat(path.split('/').length - 1)}${name}`}
          </option>
        ))}
      </NativeSelect>
    </>
  );
}
