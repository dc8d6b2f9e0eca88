import { type RefObject, useEffect, useRef } from 'react';

/**
 * The place of what a person opens beside or below the thing that opens it: it is scrolled to when `opened` names another one
 * and it stands below, or beside with its beginning out of sight. What is open from the start stays where it is. The links
 * that open it have `resetScroll={false}`, since the router would go back to the top of the page.
 */
export function useOpenedBelow(opened: string | undefined): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(opened);
  useEffect(() => {
    if (before.current === opened) return;
    before.current = opened;
    const at = place.current;
    if (at === null || !(isBelow(at) || at.getBoundingClientRect().top < 0)) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    at.scrollIntoView({ block: 'start', behavior: still ? 'instant' : 'smooth' });
  }, [opened]);
  return place;
}

function isBelow(at: Element): boolean {
  const above = at.previousElementSibling?.getBoundingClientRect();
  return above !== undefined && above.bottom <= at.getBoundingClientRect().top;
}
