import { type RefObject, useEffect, useRef } from 'react';

/**
 * The place of what is opened below the thing that opens it, out of sight on a narrow screen: it is scrolled to when `opened`
 * names another one. What is open from the start stays where it is, and so does what stands beside.
 */
export function useOpenedBelow(opened: string | undefined): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(opened);
  useEffect(() => {
    if (before.current === opened) return;
    before.current = opened;
    const at = place.current;
    if (at === null || !isBelow(at)) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    at.scrollIntoView({ block: 'start', behavior: still ? 'instant' : 'smooth' });
  }, [opened]);
  return place;
}

function isBelow(at: Element): boolean {
  const above = at.previousElementSibling?.getBoundingClientRect();
  return above !== undefined && above.bottom <= at.getBoundingClientRect().top;
}
