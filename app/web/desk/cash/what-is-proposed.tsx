import { Link } from '@tanstack/react-router';
import { useFormat } from '#kernel/web/use-format.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import { useProgrammes } from '../parts/programmes.ts';
import type { Proposal } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** What a proposal asks for, in a line, leading to what it is about. */
export function WhatIsProposed({ what }: { readonly what: Proposal['what'] }) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  switch (what.kind) {
    case 'bank-cash':
      return `${texts[what.direction]}, ${what.document}`;
    case 'offer':
      return texts.counting;
    case 'pay-reverse':
      return <HandoverLink id={what.paymentHandoverId}>{what.reason}</HandoverLink>;
    case 'case-ruling':
      return (
        <Link to="/differences" search={{ case: what.caseId }}>
          {what.note}
        </Link>
      );
    case 'ruling-reversal':
      return (
        <Link to="/differences" search={{ state: 'ruled', case: what.caseId }}>
          {what.reason}
        </Link>
      );
    case 'unpaid-return':
      return `${programmes.name(what.programme)}, ${format.month(what.month)}: ${what.reason}`;
    case 'list-withdrawal':
    case 'list-restoration':
      return (
        <Link to="/lists/$listId" params={{ listId: what.listId }}>
          {texts.ofList(format.count(what.vouchers), what.reason)}
        </Link>
      );
    case 'death-correction':
    case 'bag-reissue':
      return what.reason;
  }
}
