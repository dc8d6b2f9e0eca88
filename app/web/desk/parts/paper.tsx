import { Button } from '@mantine/core';
import { addressOf } from '#kernel/web/ask.ts';
import { PrintIcon, SheetIcon } from '#kernel/web/icons.tsx';

interface Props {
  readonly form: string;
  readonly label: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** A spreadsheet is saved; a PDF opens beside the page. */
  readonly as?: 'pdf' | 'xlsx';
}

/** A link to an official paper as the server prints it. */
export function Paper({ form, label, query, as = 'pdf' }: Props) {
  const href = addressOf(`/payouts/forms/${form}`, { query: { ...query, as } });
  return (
    <Button
      component="a"
      href={href}
      size="xs"
      variant="default"
      leftSection={as === 'pdf' ? <PrintIcon /> : <SheetIcon />}
      {...(as === 'pdf' ? { target: '_blank', rel: 'noopener' } : { download: '' })}
    >
      {label}
    </Button>
  );
}
