/** @jsxImportSource preact */
import type { Relation, VisitReason } from './rules.ts';
import { say } from './texts.ts';

export interface Told {
  readonly name: string;
  readonly relation: Relation;
  readonly phone: string;
}

/** What somebody else tells at the door; a death is told by a name, since the office has to ask them. */
export const TOLD_REASONS: readonly VisitReason[] = ['dead', 'moved', 'refused'];

/** Who told it: the relative or neighbour whom the office can ask. */
export function ToldBy({ told, onTold, must }: { told: Told; onTold: (told: Told) => void; must: boolean }) {
  const t = say();
  return (
    <fieldset>
      <legend>{must ? t.toldByMust : t.toldBy}</legend>
      <div class="chips" role="group" aria-label={t.relation}>
        {(Object.keys(t.relations) as Relation[]).map((each) => (
          <button
            type="button"
            key={each}
            class="chip"
            aria-pressed={told.relation === each}
            onClick={() => onTold({ ...told, relation: each })}
          >
            {t.relations[each]}
          </button>
        ))}
      </div>
      <label class="field">
        {t.toldName}
        <input
          value={told.name}
          maxLength={120}
          autoComplete="off"
          autoCapitalize="words"
          onInput={(event) => onTold({ ...told, name: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        {t.toldPhone}
        <input
          inputMode="tel"
          autoComplete="off"
          maxLength={14}
          value={told.phone}
          onInput={(event) => onTold({ ...told, phone: event.currentTarget.value.replace(/\D/g, '') })}
        />
      </label>
    </fieldset>
  );
}
