import { Link } from '@tanstack/react-router';
import { shareOf } from '#kernel/web/format.ts';
import { useLanguage } from '#kernel/web/language.tsx';
import { Marked, ShareBar } from '#kernel/web/marked.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Overview } from '../api.ts';
import styles from './progress.module.css';
import { useTexts } from './texts/texts.ts';

/** How far the month is, programme by programme, and who is late. */
export function Progress({ data }: { data: Overview }) {
  const texts = useTexts();
  const format = useFormat();
  const { language } = useLanguage();
  const late = data.offices.filter((office) => office.late);
  const running = data.programmes.filter(({ dueCount }) => dueCount > 0);
  return (
    <Sheet
      title={texts.month(format.month(data.month))}
      note={format.share(BigInt(data.total.paidVnd), BigInt(data.total.dueVnd))}
      tools={
        <Link to="/month" search={{ month: data.month, office: data.office.id }}>
          {texts.glance}
        </Link>
      }
    >
      <ul className={styles['programmes']}>
        {running.map((programme) => {
          const [paid, due] = [BigInt(programme.paidVnd), BigInt(programme.dueVnd)];
          return (
            <li key={programme.code}>
              <span>{language === 'vi' ? programme.nameVi : programme.nameEn}</span>
              <span className={styles['share']}>{format.share(paid, due)}</span>
              <ShareBar share={shareOf(paid, due)} />
            </li>
          );
        })}
      </ul>
      {running.length === 0 && <p className={styles['quiet']}>{texts.nothingDue}</p>}
      {late.length > 0 && (
        <div className={styles['late']}>
          <Marked as="watch">{texts.late(format.count(late.length))}</Marked>
          <ul>
            {late.map((office) => (
              <li key={office.id}>
                <Link to="/month" search={{ month: data.month, office: office.id }}>
                  {office.name}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Sheet>
  );
}
