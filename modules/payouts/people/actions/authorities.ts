import type { Tx } from '#kernel/db/types.ts';
import { dayAt } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { lastDayOfAuthority, whyNotRecordAuthority } from '../rules/authority.ts';
import { type AuthorityCommand, insertAuthorities } from '../store/authorities.ts';

/**
 * Records many written authorities at once, as a province that takes up its papers does; each is answered. The same id
 * again changes nothing. Refuses as `recordAuthority` does.
 */
export async function recordAuthorities(
  tx: Tx,
  now: Date,
  commands: readonly AuthorityCommand[],
): Promise<(Id | Refusal)[]> {
  const today = dayAt(now);
  const answers = commands.map((command) => {
    const why = whyNotRecordAuthority(command, today);
    return why
      ? new Refusal(why, {
          madeOn: command.madeOn,
          expiresOn: command.expiresOn,
          lastDay: lastDayOfAuthority(command.madeOn),
        })
      : command.id;
  });
  const good = commands.filter((_, i) => !(answers[i] instanceof Refusal));
  await insertAuthorities(tx, now, good);
  return answers;
}
