import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Breach } from '#modules/rounds/rules/day.ts';
import styles from './board.module.css';
import type { DayReply } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { timeText } from './use-measures.ts';

/** The limits a round breaks, each with by how much and what would mend it. */
export function Breaches({ data, breaches }: { data: DayReply; breaches: readonly Breach[] }) {
  const say = useBreachText(data);
  if (breaches.length === 0) return null;
  return (
    <ul className={styles['breaches']}>
      {breaches.map((breach) => (
        <li
          key={JSON.stringify(breach, (_key, part: unknown) =>
            typeof part === 'bigint' ? String(part) : part,
          )}
        >
          <Marked as="bad">{say(breach)}</Marked>
        </li>
      ))}
    </ul>
  );
}

function useBreachText(data: DayReply): (breach: Breach) => string {
  const { breach: texts } = useTexts();
  const format = useFormat();
  const person = (id: string | null) => data.stops.find(({ citizenId }) => citizenId === id)?.name ?? '';
  const payer = (id: string) => data.payers.find((each) => each.id === id)?.name ?? '';
  return (breach) => {
    switch (breach.limit) {
      case 'bag':
        return texts.bag(format.vnd(breach.overVnd), format.vnd(breach.limitVnd));
      case 'two-people':
        return texts.twoPeople(format.vnd(breach.overVnd), format.vnd(breach.limitVnd));
      case 'hours':
        return texts.hours(format.count(breach.overMinutes));
      case 'window':
        return texts.window(
          person(breach.citizenId),
          breach.beginMinute === null ? '–' : timeText(breach.beginMinute % 1440),
        );
      case 'closed':
        return breach.citizenId === null ? texts.closedBack : texts.closed(person(breach.citizenId));
      case 'held':
        return texts.held(person(breach.citizenId), payer(breach.heldBy));
      case 'twice':
        return texts.twice(payer(breach.staffId));
    }
  };
}
