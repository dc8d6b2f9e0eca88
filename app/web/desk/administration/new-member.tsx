import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import { newId } from '#kernel/words/id.ts';
import { ask } from '../api.ts';
import { OneTimePassword } from './one-time-password.tsx';
import { type RoleAt, RoleFields } from './role-fields.tsx';
import { useTexts } from './texts/texts.ts';

const USERNAME = /^[a-z0-9][a-z0-9._-]{2,59}$/;

interface NewPerson extends RoleAt {
  readonly name: string;
  readonly username: string;
}

/** Takes a person on with a first role; the one-time password is shown once. */
export function NewMember({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const [name, setName] = useState('');
  const [username, setUsername] = useState('');
  const [role, setRole] = useState<RoleAt>({ role: 'teller', officeId: '' });
  const add = useAct({
    send: (id, person: NewPerson) => ask('POST /staff', { body: { id, grantId: newId(), ...person } }),
    touches: [['staff']],
  });
  if (add.step.at === 'done')
    return (
      <OneTimePassword
        name={name}
        username={username}
        password={add.step.answer.oneTimePassword}
        onClose={onClose}
      />
    );
  const right = name.trim() !== '' && USERNAME.test(username) && role.officeId !== '';
  return (
    <ActDialog
      onClose={onClose}
      act={add}
      title={texts.addStaff}
      label={texts.addStaff}
      input={right ? { name: name.trim(), username, ...role } : null}
    >
      <TextField label={texts.name} required data-autofocus maxLength={120} value={name} onChange={setName} />
      <TextField
        label={texts.username}
        description={texts.usernameHint}
        required
        maxLength={60}
        wrong={username !== '' && !USERNAME.test(username) && texts.wrongUsername}
        value={username}
        onChange={(text) => setUsername(text.toLowerCase())}
      />
      <RoleFields value={role} onChange={setRole} />
    </ActDialog>
  );
}
