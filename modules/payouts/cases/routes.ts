import { readFile } from 'node:fs/promises';
import { isWithin } from '#kernel/access/actor.ts';
import { once } from '#kernel/handover/once.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { nfc } from '#kernel/words/text.ts';
import { showOpenCase, writeCaseEntry } from './actions/entries.ts';
import { ruleCase } from './actions/rule.ts';
import { takeRulingBack } from './actions/take-back.ts';
import { casesContract } from './contract.ts';
import { mediaTypeOf } from '../people/store/authority-form.ts';
import { addPaper, findPaper } from './store/papers.ts';
import { assertCaseOf, findCase } from './store/cases.ts';
import { personOf, type RouteParts } from '../request.ts';

const DONE = { done: true };

/** Papers are laid beside an open difference and never taken away; who opens one is recorded. */
export function caseRoutes({ db, clock }: RouteParts): Bound {
  return bind(casesContract, {
    'POST /payouts/cases/:caseId/entries': async ({ params, body, actor }) => {
      await assertCaseOf(db.read, params.caseId, body.officeId);
      const { id, kind, note } = body;
      const command = { id, kind, note, caseId: params.caseId, doer: personOf(actor) };
      await db.write((tx) => writeCaseEntry(tx, clock.now(), command));
      return DONE;
    },
    'POST /payouts/cases/:caseId/ruling': async ({ params, body, actor }) => {
      await assertCaseOf(db.read, params.caseId, body.officeId);
      const { id, ruling, note } = body;
      const input = { caseId: params.caseId, ruling, note };
      const doer = personOf(actor);
      const act = { id, kind: 'case-ruling', by: doer.id, input };
      await db.write((tx) =>
        once(tx, clock.now(), act, async () => {
          await ruleCase(tx, clock.now(), { ...input, id, doer, witnessId: null });
          return DONE;
        }),
      );
      return DONE;
    },
    'POST /payouts/cases/:caseId/ruling/reversal': async ({ params, body, actor }) => {
      await assertCaseOf(db.read, params.caseId, body.officeId);
      const { id, reason } = body;
      const input = { caseId: params.caseId, reason };
      const doer = personOf(actor);
      const act = { id, kind: 'ruling-reversal', by: doer.id, input };
      await db.write((tx) =>
        once(tx, clock.now(), act, async () => {
          await takeRulingBack(tx, clock.now(), { ...input, id, doer, witnessId: null });
          return DONE;
        }),
      );
      return DONE;
    },
    'POST /payouts/cases/:caseId/papers': async ({ params, query, body, upload, actor, refuse }) => {
      await assertCaseOf(db.read, params.caseId, query.officeId);
      const content = await readFile(upload.path);
      // What it is stands in its first bytes, whatever its name says.
      const mediaType = mediaTypeOf(content) ?? refuse('image_unfit');
      const { id, name } = personOf(actor);
      const paper = { ...params, id: body.id, title: nfc(body.title), mediaType, content };
      await db.write(async (tx) => {
        await showOpenCase(tx, params.caseId);
        await addPaper(tx, clock.now(), { ...paper, sha256: upload.sha256, by: { id, name } });
      });
      return { sha256: upload.sha256 };
    },
    'GET /payouts/cases/:caseId/papers/:paperId': async ({ params, reach, reveal, refuse }) => {
      const { caseId, paperId } = params;
      const found = await findCase(db.read, caseId);
      const paper = found && (await findPaper(db.read, caseId, paperId));
      if (!paper) return refuse('not_found', { paper: paperId });
      if (!reach.some((top) => isWithin(found.officePath, top))) refuse('not_allowed');
      reveal({ subjectKind: 'case', subjectId: caseId, reason: 'paper of a difference' });
      const ending = paper.media_type.split('/')[1] ?? '';
      return { fileName: `${paper.title}.${ending}`, mediaType: paper.media_type, content: paper.content };
    },
  });
}
