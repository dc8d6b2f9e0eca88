import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { Facts } from '#kernel/web/facts.tsx';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import { ask } from '../api.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import { useToday } from '../parts/use-today.ts';
import { OneTimePassword } from './one-time-password.tsx';
import type { Member } from './queries.ts';
import { type RoleAt, RoleFields } from './role-fields.tsx';
import { useTexts } from './texts/texts.ts';
import { useDone } from './use-done.ts';

interface Props {
  readonly member: Member;
  readonly onClose: () => void;
}

const TOUCHES = [['staff']];

export function RevokeRole({ member, grant, onClose }: Props & { grant: Member['grants'][number] }) {
  const texts = useTexts();
  const { roles } = useStaffTexts();
  const params = { grantId: grant.id };
  return (
    <ReasonDialog
      touches={TOUCHES}
      maxLength={500}
      onClose={onClose}
      grave
      title={texts.revokeOf(member.name)}
      label={texts.revoke}
      send={(_id, reason) => ask('POST /staff/grants/:grantId/revocation', { params, body: { reason } })}
    >
      <Facts facts={[[texts.role, `${roles[grant.role]}, ${grant.officeName}`]]} />
      <p>{texts.revokeHint}</p>
    </ReasonDialog>
  );
}

export function Suspend({ member, onClose }: Props) {
  const texts = useTexts();
  const params = { staffId: member.id };
  return (
    <ReasonDialog
      touches={TOUCHES}
      maxLength={500}
      onClose={onClose}
      grave
      title={texts.suspendOf(member.name)}
      label={texts.suspend}
      send={(_id, reason) => ask('POST /staff/:staffId/suspension', { params, body: { reason } })}
    >
      <p>{texts.suspendHint}</p>
    </ReasonDialog>
  );
}

export function Reinstate({ member, onClose }: Props) {
  const texts = useTexts();
  const params = { staffId: member.id };
  return (
    <ReasonDialog
      touches={TOUCHES}
      maxLength={500}
      onClose={onClose}
      title={texts.reinstateOf(member.name)}
      label={texts.reinstate}
      send={(_id, reason) => ask('POST /staff/:staffId/reinstatement', { params, body: { reason } })}
    >
      <p>{texts.reinstateHint}</p>
    </ReasonDialog>
  );
}

export function EndSessions({ member, onClose }: Props) {
  const texts = useTexts();
  const end = useAct({
    send: () => ask('POST /staff/:staffId/sessions/end', { params: { staffId: member.id } }),
    touches: TOUCHES,
    onDone: useDone(onClose),
  });
  return (
    <ActDialog
      onClose={onClose}
      act={end}
      title={texts.endSessionsOf(member.name)}
      label={texts.endSessions}
      grave
      input={member.id}
    >
      <p>{texts.endSessionsHint}</p>
    </ActDialog>
  );
}

export function ResetPassword({ member, onClose }: Props) {
  const texts = useTexts();
  const reset = useAct({
    send: () => ask('POST /staff/:staffId/password-reset', { params: { staffId: member.id } }),
    touches: TOUCHES,
  });
  if (reset.step.at === 'done')
    return (
      <OneTimePassword
        name={member.name}
        username={member.username}
        password={reset.step.answer.oneTimePassword}
        onClose={onClose}
      />
    );
  return (
    <ActDialog
      onClose={onClose}
      act={reset}
      title={texts.resetOf(member.name)}
      label={texts.reset}
      grave
      input={member.id}
    >
      <p>{texts.resetHint}</p>
    </ActDialog>
  );
}

export function GrantRole({ member, onClose }: Props) {
  const texts = useTexts();
  const today = useToday();
  const [role, setRole] = useState<RoleAt>({ role: 'teller', officeId: '' });
  const [from, setFrom] = useState<string | null>(today);
  const [to, setTo] = useState<string | null>(null);
  const grant = useAct({
    send: (id, given: RoleAt & { validFrom: string; validTo: string | null }) =>
      ask('POST /staff/:staffId/grants', { params: { staffId: member.id }, body: { id, ...given } }),
    touches: TOUCHES,
    onDone: useDone(onClose),
  });
  const right = role.officeId !== '' && from !== null;
  return (
    <ActDialog
      onClose={onClose}
      act={grant}
      title={texts.grantOf(member.name)}
      label={texts.grant}
      input={right ? { ...role, validFrom: from, validTo: to } : null}
    >
      <RoleFields value={role} onChange={setRole} />
      <DayField label={texts.validFrom} required value={from} onChange={setFrom} />
      <DayField label={texts.validTo} description={texts.validToHint} value={to} onChange={setTo} />
    </ActDialog>
  );
}
