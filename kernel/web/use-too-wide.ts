import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** A tablet held upright, or a page at twice its size: there a table that does not fit gives up its columns. */
const NARROW = '(max-width: 900px)';

/** What an element of a table is to those who hear it; a browser forgets that when it is not laid out as one. */
export const heardAs = (role: string, stacked: boolean) => (stacked ? { role } : {});

/**
 * Whether a table in its place is wider than that place, on a narrow screen. What it needs is kept while it is laid out otherwise,
 * and forgotten when `of`, which names what stands in it, is another.
 */
export function useTooWide(of: string): { place: RefObject<HTMLDivElement | null>; tooWide: boolean } {
  const place = useRef<HTMLDivElement>(null);
  const [needed, setNeeded] = useState<{ of: string; px: number } | null>(null);
  const tooWide = needed?.of === of;
  useLayoutEffect(() => {
    const at = place.current;
    if (at === null) return;
    const look = () => {
      const { clientWidth, scrollWidth } = at;
      setNeeded((now) => {
        const fits = now?.of === of ? clientWidth >= now.px : scrollWidth <= clientWidth;
        if (fits || !matchMedia(NARROW).matches) return null;
        return now?.of === of ? now : { of, px: scrollWidth };
      });
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(at);
    // What stands in the place may grow while the place does not.
    if (at.firstElementChild) observer.observe(at.firstElementChild);
    return () => observer.disconnect();
  }, [of]);
  return { place, tooWide };
}
