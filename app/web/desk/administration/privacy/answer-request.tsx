import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { useBack } from '#kernel/web/back.ts';
import { Facts } from '#kernel/web/facts.tsx';
import { ChoiceField } from '#kernel/web/fields/choice-field.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import type { Request } from './queries.ts';
import { usePrivacyTexts } from './texts/texts.ts';
import { useDone } from '../use-done.ts';

const OUTCOMES = ['done', 'partly', 'refused'] as const;
type Outcome = (typeof OUTCOMES)[number];
type Act = 'none' | 'restrict' | 'lift' | 'erase';

/** Which acts a request may lead to; the server refuses others. */
const ACTS: Readonly<Record<Request['kind'], readonly Act[]>> = {
  see: ['none', 'lift'],
  correct: ['none', 'lift'],
  restrict: ['none', 'restrict', 'lift'],
  object: ['none', 'restrict', 'lift'],
  erase: ['none', 'erase'],
};

/** A request in full, with its answer or the fields to give one. */
export function AnswerRequest({ request, onClose }: { request: Request; onClose: () => void }) {
  const texts = usePrivacyTexts();
  const shared = useShared();
  useBack({ back: onClose }, request.answer !== null);
  return request.answer ? (
    <Modal
      opened
      onClose={onClose}
      title={texts.requestOf(request.askedBy)}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      <RequestFacts request={request} />
    </Modal>
  ) : (
    <GiveAnswer request={request} onClose={onClose} />
  );
}

function RequestFacts({ request }: { request: Request }) {
  const texts = usePrivacyTexts();
  const format = useFormat();
  const { answer } = request;
  return (
    <>
      <Facts
        facts={[
          [texts.kind, texts.kinds[request.kind]],
          [texts.text, request.text],
          [texts.identifiedBy, request.identifiedBy],
          [texts.due, format.moment(request.dueAt)],
          [texts.recordedBy, request.recordedBy],
          answer && [texts.answer, answer.text],
          answer && [texts.done, texts.acts[answer.act as Act]],
          answer && [texts.answeredBy, `${answer.answeredBy}, ${format.moment(answer.answeredAt)}`],
        ]}
      />
      {request.citizenId !== null && (
        <Button
          component="a"
          href={`/api/privacy/requests/${request.id}/copy`}
          download
          size="xs"
          variant="default"
        >
          {texts.copy}
        </Button>
      )}
    </>
  );
}

function GiveAnswer({ request, onClose }: { request: Request; onClose: () => void }) {
  const texts = usePrivacyTexts();
  const [outcome, setOutcome] = useState<Outcome>('done');
  const [act, setAct] = useState<Act>('none');
  const [text, setText] = useState('');
  const acts = request.citizenId === null || outcome === 'refused' ? (['none'] as const) : ACTS[request.kind];
  const chosen = acts.includes(act) ? act : 'none';
  const give = useAct({
    send: (_id, body: { outcome: Outcome; text: string; act: Act }) =>
      ask('POST /privacy/requests/:requestId/answer', { params: { requestId: request.id }, body }),
    touches: [['privacy']],
    onDone: useDone(onClose),
  });
  return (
    <ActDialog
      onClose={onClose}
      act={give}
      title={texts.requestOf(request.askedBy)}
      label={texts.answer}
      grave={chosen === 'erase'}
      size="lg"
      input={text.trim() === '' ? null : { outcome, text: text.trim(), act: chosen }}
    >
      <RequestFacts request={request} />
      <ChoiceField
        label={texts.outcome}
        value={outcome}
        onChange={setOutcome}
        values={OUTCOMES}
        names={texts.outcomes}
      />
      <ChoiceField
        label={texts.done}
        description={chosen === 'erase' ? texts.eraseHint : undefined}
        value={chosen}
        onChange={setAct}
        values={acts}
        names={texts.acts}
      />
      <LongTextField
        label={texts.answerText}
        required
        minRows={3}
        maxLength={4000}
        value={text}
        onChange={setText}
      />
    </ActDialog>
  );
}
