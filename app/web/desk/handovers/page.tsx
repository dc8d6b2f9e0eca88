import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { addressOf } from '#kernel/web/ask.ts';
import { PrintIcon } from '#kernel/web/icons.tsx';
import { Page } from '#kernel/web/page.tsx';
import { PageUntil } from '#kernel/web/page-until.tsx';
import { HandoverView } from '../parts/handover/detail.tsx';
import { DifferencesOf } from '../parts/handover/differences.tsx';
import { handoverQuery } from '../parts/handover/queries.ts';
import { useHandoverTexts, useKindNames } from '../parts/handover/texts/texts.ts';
import { Paper } from '../parts/paper.tsx';

/** One handover with its trail, its papers and the differences it found. */
export function HandoverPage() {
  const { id } = useParams({ from: '/frame/handovers/$id' });
  const texts = useHandoverTexts();
  const names = useKindNames();
  const found = useQuery(handoverQuery(id));
  if (!found.data) return <PageUntil title={texts.one} help={texts.help} query={found} />;
  const { form, kind, officeId } = found.data;
  return (
    <Page
      title={texts.title(names.handover(kind))}
      help={texts.help}
      actions={
        <>
          {form && (
            <Paper
              form={form.form}
              label={form.form === 'day-close' ? texts.slip : texts.minutes}
              query={{ officeId: form.officeId, handoverId: form.handoverId }}
            />
          )}
          {kind === 'pay' && (
            <Button
              component="a"
              href={addressOf(`/payouts/payments/${id}/receipt`, { query: { officeId } })}
              target="_blank"
              rel="noopener"
              size="xs"
              variant="default"
              leftSection={<PrintIcon />}
            >
              {texts.receiptPaper}
            </Button>
          )}
        </>
      }
    >
      <HandoverView handover={found.data} />
      <DifferencesOf cases={found.data.cases} />
    </Page>
  );
}
