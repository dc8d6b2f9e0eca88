import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Leads to one handover in full. */
export function HandoverLink({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <Link to="/handovers/$id" params={{ id }}>
      {children}
    </Link>
  );
}
