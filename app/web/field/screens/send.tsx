/** @jsxImportSource preact */
import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import type { ExportFile } from '#kernel/devices/frames.ts';
import { texts } from '../language.ts';
import { countUnsent, openQuestions } from '../acts.ts';
import { useNow, useSession } from '../use-session.ts';
import { exportFile, saveFile } from '../sync/export.ts';
import { ActLine, Rulings } from './acts.tsx';
import { momentText } from '../written.ts';

type FramesSheet = ComponentType<{ file: ExportFile; onClose: () => void }>;

/** What is sent, what is not, what the office must settle, and how to bring it there without a network. */
export function SendScreen() {
  const { send: t } = texts();
  const session = useSession();
  const now = useNow();
  const { kept, acts, coveredSeq, lastSeq, heardAt, flushed, syncing, enrolled } = now;
  const [showing, setShowing] = useState<ExportFile | null>(null);
  const [Frames, setFrames] = useState<FramesSheet | null>(null);
  const unsent = countUnsent(kept);
  const questions = openQuestions(acts);
  const pictures = flushed?.picturesLeft ?? 0;
  const unproved = kept.filter((each) => each.seq > coveredSeq);
  const show = async () => {
    const { FramesSheet: loaded } = await import('./frames-sheet.tsx');
    setFrames(() => loaded);
    if (enrolled) setShowing(exportFile(enrolled.deviceId, unproved));
  };
  return (
    <section class="page">
      <h1>{t.title}</h1>
      <div class="card">
        <p>
          <strong>{t.unsent(unsent)}</strong>
        </p>
        {pictures > 0 && <p>{t.pictures(pictures)}</p>}
        {lastSeq > 0 && <p>{t.safe(coveredSeq, lastSeq)}</p>}
        {flushed?.notCovered && (
          <p class="warn">
            {flushed.notCovered === 'cannot_verify' ? t.cannotVerify : t.notCovered(flushed.notCovered)}
          </p>
        )}
        <p class="hint">{heardAt ? t.heard(momentText(heardAt)) : t.never}</p>
        <button type="button" class="go wide" disabled={syncing} onClick={() => void session.send()}>
          {syncing ? texts().bar.sending : t.now}
        </button>
      </div>
      <Rulings />
      {questions.length > 0 && (
        <div class="card">
          <h2>{t.questions}</h2>
          <p>{t.questionsWhy}</p>
          {questions.map((act) => (
            <div key={act.seq} class="question">
              <ActLine act={act} />
              {/* What the office rules on is told by the server; the rest people settle among themselves. */}
              {act.answer?.exceptionId === null && (
                <button
                  type="button"
                  class="quiet"
                  onClick={() => {
                    if (confirm(t.settleAsk)) void session.settle(act.seq);
                  }}
                >
                  {t.settled}
                </button>
              )}
            </div>
          ))}
        </div>
      )}
      <div class="card">
        <h2>{t.out}</h2>
        <p>{t.outWhy}</p>
        {unproved.length === 0 ? (
          <p class="hint">{t.nothing}</p>
        ) : (
          <>
            <button
              type="button"
              class="quiet wide"
              onClick={() => enrolled && saveFile(exportFile(enrolled.deviceId, unproved))}
            >
              {t.file}
            </button>
            <button type="button" class="quiet wide" onClick={() => void show()}>
              {t.qr}
            </button>
          </>
        )}
      </div>
      <div class="card">
        <h2>{t.all}</h2>
        {acts.length === 0 && <p class="hint">{t.allEmpty}</p>}
        <ul class="acts">
          {acts.toReversed().map((act) => (
            <li key={act.seq}>
              <ActLine act={act} />
            </li>
          ))}
        </ul>
      </div>
      {showing && Frames && <Frames file={showing} onClose={() => setShowing(null)} />}
    </section>
  );
}
