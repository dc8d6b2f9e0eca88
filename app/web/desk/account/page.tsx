import { useSuspenseQuery } from '@tanstack/react-query';
import { Facts } from '#kernel/web/facts.tsx';
import { Page } from '#kernel/web/page.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import { meQuery } from '../queries.ts';
import styles from './page.module.css';
import { PasswordForm } from './password-form.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';
import { useTexts } from './texts/texts.ts';

/** What is a person's own: who they are here, their password, their second factor, where they are signed in. */
export function AccountPage() {
  const texts = useTexts();
  const format = useFormat();
  const { roles } = useStaffTexts();
  const me = useSuspenseQuery(meQuery).data;
  return (
    <Page title={texts.title} help={texts.help}>
      <Sheet title={texts.who}>
        <Facts
          facts={[
            [texts.name, me.name],
            [texts.username, me.username],
            ...me.grants.map(
              (grant) =>
                [
                  roles[grant.role],
                  texts.at(
                    grant.officeName,
                    format.day(grant.validFrom),
                    grant.validTo === null ? null : format.day(grant.validTo),
                  ),
                ] as const,
            ),
          ]}
        />
        <p className={`${styles['quiet']} ${styles['who']}`}>{texts.whoHint}</p>
      </Sheet>
      <div className={styles['columns']}>
        <Sheet title={texts.password}>
          <PasswordForm username={me.username} />
        </Sheet>
        <Sheet title={texts.second}>
          <SecondFactor on={me.twoFactorEnabled} />
        </Sheet>
      </div>
      <Sessions />
    </Page>
  );
}
