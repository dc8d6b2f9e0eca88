import { Button, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { SearchIcon } from '#kernel/web/icons.tsx';
import { collectingQuery, isCard, searchQuery } from '../parts/people-queries.ts';
import { choicesOf, type Choice, Hit } from './hit.tsx';
import type { Collector } from './payment.ts';
import styles from './find-field.module.css';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  /** Nothing can be looked for while a payment is awaited. */
  readonly disabled: boolean;
  readonly field: Ref<HTMLInputElement>;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Whether several people are offered: what stands below steps aside. */
  readonly onChoosing: (choosing: boolean) => void;
  /** Somebody is brought, collected for by themselves unless it is said by whom. */
  readonly onFound: (citizenId: string, collector?: Collector) => void;
}

type Answer =
  | { readonly at: 'idle' | 'asking' }
  | {
      readonly at: 'found';
      readonly q: string;
      readonly hits: readonly Choice[];
      readonly everywhere: boolean;
    }
  | { readonly at: 'failed'; readonly error: unknown };

/** Offered at most; one more is asked for, to know whether there are more. */
const OFFERED = 20;

const IDLE = { at: 'idle' } as const;

/**
 * One field for everything: a card's code from a scanner, a number, a name. Enter looks it up; one person is brought at
 * once, of several the arrows choose; a proxy's card brings those it may collect for. Enter here finds and never pays.
 */
export function FindField({ officeId, disabled, field, value, onChange, onChoosing, onFound }: Props) {
  const texts = useTexts();
  const queries = useQueryClient();
  const list = useId();
  const [answer, setAnswer] = useState<Answer>(IDLE);
  const [chosen, setChosen] = useState(0);
  const asking = useRef<AbortController | null>(null);
  useEffect(() => () => asking.current?.abort(), []);

  const stop = () => {
    asking.current?.abort();
    asking.current = null;
    setAnswer(IDLE);
  };
  const bring = ({ hit, by }: Choice) => {
    if (by?.why != null) return;
    stop();
    onChange('');
    onFound(hit.id, by?.collector);
  };
  const look = async (everywhere: boolean) => {
    const q = value.trim();
    if (q === '') return;
    stop();
    const mine = new AbortController();
    asking.current = mine;
    setAnswer({ at: 'asking' });
    try {
      const [people, collecting] = await Promise.all([
        queries.fetchQuery(searchQuery({ officeId, q, everywhere, limit: OFFERED + 1 })),
        isCard(q) ? queries.fetchQuery(collectingQuery(officeId, q)) : [],
      ]);
      if (mine.signal.aborted) return;
      const hits = choicesOf(people, collecting);
      const [only] = hits;
      // For somebody else one is asked to choose, so that who collects is said before who pays.
      if (hits.length === 1 && only && only.by === null) return bring(only);
      setChosen(0);
      setAnswer({ at: 'found', q, hits, everywhere });
    } catch (error) {
      if (!mine.signal.aborted) setAnswer({ at: 'failed', error });
    }
  };
  const all = answer.at === 'found' && answer.q === value.trim() ? answer.hits : [];
  const hits = all.slice(0, OFFERED);
  // Asked once more, the same words are looked for in the whole province.
  const nobodyHere =
    answer.at === 'found' && answer.hits.length === 0 && !answer.everywhere && answer.q === value.trim();
  const offered = hits.length > 0;
  useEffect(() => onChoosing(offered), [onChoosing, offered]);
  // Whom Enter would bring has to be in sight.
  useEffect(() => {
    if (offered) document.getElementById(`${list}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [offered, list, chosen]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      stop();
      onChange('');
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((now) => (hits.length === 0 ? 0 : (now + step + hits.length) % hits.length));
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const hit = hits[chosen];
    if (hit) bring(hit);
    else void look(nobodyHere);
  };
  return (
    <div className={styles['find']} role="search">
      <TextField
        ref={field}
        size="md"
        label={texts.find}
        description={texts.findHint}
        leftSection={answer.at === 'asking' ? <Loader size={16} /> : <SearchIcon />}
        rightSection={<kbd className={styles['key']}>F2</kbd>}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        {...(hits.length > 0 && { 'aria-activedescendant': `${list}-${chosen}` })}
        value={value}
        onKeyDown={onKeyDown}
        onChange={onChange}
      />
      <div role="status" className={styles['said']}>
        {hits.some(({ by }) => by !== null)
          ? texts.foundFor(hits.length)
          : hits.length > 1 &&
            (all.length > hits.length ? texts.foundFirst(hits.length) : texts.found(hits.length))}
        {answer.at === 'found' && answer.hits.length === 0 && (
          <>
            <span>{answer.everywhere ? texts.nobody : texts.nobodyHere}</span>
            {!answer.everywhere && (
              <Button
                size="compact-xs"
                variant="default"
                rightSection={nobodyHere && <kbd className={styles['key']}>Enter</kbd>}
                onClick={() => void look(true)}
              >
                {texts.lookEverywhere}
              </Button>
            )}
          </>
        )}
      </div>
      {answer.at === 'failed' && <FailureNotice error={answer.error} onRetry={() => void look(false)} />}
      <ul
        id={list}
        role="listbox"
        aria-label={texts.people}
        className={styles['hits']}
        hidden={hits.length === 0}
      >
        {hits.map((hit, i) => (
          <Hit
            key={hit.key}
            id={`${list}-${i}`}
            choice={hit}
            chosen={i === chosen}
            onChoose={() => bring(hit)}
          />
        ))}
      </ul>
    </div>
  );
}
