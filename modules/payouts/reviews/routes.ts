import { once } from '#kernel/handover/once.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { ruleReview } from './actions/rule.ts';
import { takeRulingBack } from './actions/take-back.ts';
import { reviewsContract } from './contract.ts';
import { countReviews, findReview, pageOfReviews } from './store/reviews.ts';
import { pageOfRuled } from './store/ruled.ts';
import { personOf, type RouteParts } from '../request.ts';

/** Who somebody on a list is: the pairs that wait, the rulings, and a ruling taken back. */
export function reviewRoutes({ db, clock }: RouteParts): Bound {
  return bind(reviewsContract, {
    'GET /payouts/reviews': ({ query }) => pageOfReviews(db.read, query),
    'GET /payouts/reviews/left': () => countReviews(db.read, dayAt(clock.now())),
    'GET /payouts/reviews/ruled': ({ query }) => pageOfRuled(db.read, query),
    'GET /payouts/reviews/:reviewId': async ({ params, refuse, look }) => {
      const looking = look({ subjectKind: 'citizen', subjectId: null, reason: 'the same person or not' });
      const review = await findReview(db, params.reviewId, looking);
      if (!review) return refuse('not_found', { review: params.reviewId });
      return review;
    },
    'POST /payouts/reviews/:reviewId/ruling/correction': ({ params, body, actor }) => {
      const doer = personOf(actor);
      const command = { ...params, ...body, doer };
      const act = { id: body.id, kind: 'ruling-correction', by: doer.id, input: { ...params, ...body } };
      return db.write((tx) => once(tx, clock.now(), act, () => takeRulingBack(tx, clock.now(), command)));
    },
    'POST /payouts/reviews/:reviewId/ruling': ({ params, body, actor }) => {
      const doer = personOf(actor);
      const { id, ...said } = body;
      const input = { ...params, ...said };
      const act = { id, kind: 'ruling', by: doer.id, input };
      return db.write((tx) =>
        once(tx, clock.now(), act, () => ruleReview(tx, clock.now(), { ...input, doer })),
      );
    },
  });
}
