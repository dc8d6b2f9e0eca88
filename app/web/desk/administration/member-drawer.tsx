import { Button } from '@mantine/core';
import { useState } from 'react';
import { Facts } from '#kernel/web/facts.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Me } from '../api.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import { EndSessions, GrantRole, Reinstate, ResetPassword, RevokeRole, Suspend } from './member-acts.tsx';
import styles from './detail-drawer.module.css';
import { DetailDrawer } from './detail-drawer.tsx';
import type { Member } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly me: Me;
  readonly member: Member;
  readonly changes: boolean;
  readonly onClose: () => void;
}

type Doing =
  | 'grant'
  | 'suspend'
  | 'reinstate'
  | 'reset'
  | 'sessions'
  | { readonly revoke: Member['grants'][number] }
  | null;

/** One person of the staff: their roles, and what an administrator may do about them. Nobody changes their own rights. */
export function MemberDrawer({ me, member, changes, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const { roles } = useStaffTexts();
  const [doing, setDoing] = useState<Doing>(null);
  const stop = () => setDoing(null);
  const may = changes && member.id !== me.id;
  return (
    <DetailDrawer title={member.name} onClose={onClose}>
      <Facts
        facts={[
          [texts.username, member.username],
          [texts.secondFactor, member.twoFactorEnabled ? texts.yes : texts.no],
          [
            texts.state,
            texts.staffStates[
              member.suspended ? 'suspended' : member.mustChangePassword ? 'oneTime' : 'working'
            ],
          ],
        ]}
      />
      <h3 className={styles['heading']}>{texts.roles}</h3>
      <ul className={styles['roles']}>
        {member.grants.map((grant) => (
          <li key={grant.id}>
            <span>
              {roles[grant.role]}, {grant.officeName}
              <small>
                {grant.validTo === null
                  ? texts.since(format.day(grant.validFrom))
                  : texts.span(format.day(grant.validFrom), format.day(grant.validTo))}
              </small>
            </span>
            {may && (
              <Button size="compact-xs" variant="default" onClick={() => setDoing({ revoke: grant })}>
                {texts.revoke}
              </Button>
            )}
          </li>
        ))}
        {member.grants.length === 0 && <li>{texts.noRoles}</li>}
      </ul>
      {may && (
        <div className={styles['acts']}>
          <Button size="xs" onClick={() => setDoing('grant')}>
            {texts.grant}
          </Button>
          <Button size="xs" variant="default" onClick={() => setDoing('reset')}>
            {texts.reset}
          </Button>
          <Button size="xs" variant="default" onClick={() => setDoing('sessions')}>
            {texts.endSessions}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => setDoing(member.suspended ? 'reinstate' : 'suspend')}
          >
            {member.suspended ? texts.reinstate : texts.suspend}
          </Button>
        </div>
      )}
      {changes && !may && <p className={styles['quiet']}>{texts.ownRights}</p>}
      {doing === 'grant' && <GrantRole member={member} onClose={stop} />}
      {doing === 'suspend' && <Suspend member={member} onClose={stop} />}
      {doing === 'reinstate' && <Reinstate member={member} onClose={stop} />}
      {doing === 'sessions' && <EndSessions member={member} onClose={stop} />}
      {doing === 'reset' && <ResetPassword member={member} onClose={stop} />}
      {typeof doing === 'object' && doing !== null && (
        <RevokeRole member={member} grant={doing.revoke} onClose={stop} />
      )}
    </DetailDrawer>
  );
}
