import { useFormat } from '#kernel/web/use-format.ts';
import { useBirthText } from '../parts/birth-text.ts';
import type { Collecting, PersonHit } from '../parts/people-queries.ts';
import { useProgrammes } from '../parts/programmes.ts';
import { useReasonText } from '../parts/reason-text.ts';
import styles from './find-field.module.css';
import type { Collector } from './payment.ts';
import { useTexts } from './texts/texts.ts';

/** Somebody who was found, and who collects when that is not the person. */
export interface Choice {
  readonly key: string;
  readonly hit: PersonHit;
  readonly by: {
    readonly collector: Collector;
    readonly said: Collecting;
    /** Why they may not collect today. */
    readonly why: string | null;
  } | null;
}

/** Those whose card or number it is, then those it may collect for. */
export function choicesOf(people: readonly PersonHit[], collecting: readonly Collecting[]): Choice[] {
  return [
    ...people.map((hit) => ({ key: hit.id, hit, by: null })),
    ...collecting.flatMap((said): Choice[] => {
      const { person: hit, authorityId, heirId, whyNot: why } = said;
      if (authorityId !== null)
        return [{ key: authorityId, hit, by: { collector: { kind: 'proxy', authorityId }, said, why } }];
      if (heirId === null) return [];
      return [{ key: heirId, hit, by: { collector: { kind: 'heir', heirId }, said, why } }];
    }),
  ];
}

interface Props {
  readonly id: string;
  readonly choice: Choice;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

/** One of those found: who they are and, for another's card, on what ground it collects and for which programmes. */
export function Hit({ id, choice: { hit, by }, chosen, onChoose }: Props) {
  const texts = useTexts();
  const birthText = useBirthText();
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above chooses by arrows and Enter
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      aria-disabled={by?.why != null}
      className={styles['hit']}
      onClick={onChoose}
    >
      <strong>{hit.fullName}</strong>
      <span>{birthText(hit.birth)}</span>
      <span>{hit.cccdMasked ?? texts.noNumber}</span>
      <span>{[hit.hamlet, hit.commune].filter(Boolean).join(', ')}</span>
      {hit.dead && <span className={styles['dead']}>{texts.dead}</span>}
      {by && <Ground by={by} />}
    </li>
  );
}

function Ground({ by: { said, why } }: { readonly by: NonNullable<Choice['by']> }) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const reason = useReasonText();
  const { collector: name, collectorCccdMasked: number, relation, expiresOn } = said;
  const scope =
    said.programmes === null ? texts.allProgrammes : said.programmes.map(programmes.name).join(', ');
  return (
    <span className={styles['ground']}>
      {expiresOn === null
        ? texts.collectsAsHeir(name, number, relation ?? '')
        : texts.collectsAsProxy(name, number, relation ?? '', format.day(expiresOn), scope)}
      {why !== null && (
        <em>
          {' '}
          {reason({
            code: why,
            facts: { proxy: name, citizen: said.person.fullName, ...(expiresOn !== null && { expiresOn }) },
          })}
        </em>
      )}
    </span>
  );
}
