import { Facts } from '#kernel/web/facts.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import styles from './page.module.css';
import type { Settlement } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** The three sides laid against each other, and each handover whose money differs from what was signed in it. */
export function Match({ data }: { readonly data: Settlement }) {
  const texts = useTexts();
  const shared = useShared();
  const format = useFormat();
  const { match } = data;
  const unpaidVnd = BigInt(match.listVnd) - BigInt(match.signedVnd) - BigInt(data.unmatchedListVnd);
  const side = (name: string, vnd: bigint | string) => (
    <>
      <span data-figure={`match-${name}`}>{format.vnd(vnd)}</span> {format.currency}
    </>
  );
  return (
    <Sheet title={texts.step2} note={texts.matchNote}>
      <div className={styles['stack']}>
        <Facts
          facts={[
            [texts.sides.list, side('list', match.listVnd)],
            [texts.sides.signed, side('signed', match.signedVnd)],
            [texts.sides.unpaid, side('unpaid', unpaidVnd)],
            [texts.sides.cash, side('cash', match.cashVnd)],
            [texts.listGap, <Gap key="list" vnd={data.unmatchedListVnd} />],
            [texts.cashGap, <Gap key="cash" vnd={data.unmatchedCashVnd} />],
          ]}
        />
        <div id="unmatched">
          {match.unmatched.length === 0 ? (
            <p className={styles['quiet']}>{texts.allMatched}</p>
          ) : (
            <table>
              <caption>
                {texts.unmatched} ({shared.inDong})
              </caption>
              <thead>
                <tr>
                  <th scope="col">{texts.handover}</th>
                  <th scope="col">{texts.cash}</th>
                  <th scope="col">{texts.signed}</th>
                </tr>
              </thead>
              <tbody>
                {match.unmatched.map((row) => (
                  <tr key={row.handoverId}>
                    <th scope="row">
                      <HandoverLink id={row.handoverId}>{row.handoverId.slice(-12)}</HandoverLink>
                    </th>
                    <td>{format.vnd(row.cashVnd)}</td>
                    <td>{format.vnd(row.signedVnd)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      </div>
    </Sheet>
  );
}

function Gap({ vnd }: { readonly vnd: string }) {
  const texts = useTexts();
  const format = useFormat();
  if (vnd === '0') return <Marked as="good">{texts.fits}</Marked>;
  return <Marked as="bad">{format.dong(vnd)}</Marked>;
}
