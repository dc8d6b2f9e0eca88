import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { type MouseEvent, useEffect, useRef, useState } from 'react';

/** A tablet held upright, and 200% zoom of a small screen: the page needs the whole window. */
const SMALL = '(max-width: 820px)';

/**
 * The menu of the screens. Beside the page it is wide or narrow, as the person left it; on a small window it lies over the page,
 * and only while one is chosen: a link, Escape or a press beside it shuts it.
 */
export function useMenu() {
  const small = useMediaQuery(SMALL, false, { getInitialValueInEffect: false });
  const [narrow, setNarrow] = useLocalStorage({ key: 'tungnha.narrow', defaultValue: false });
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const navigation = useRef<HTMLElement>(null);
  const over = small && open;
  useEffect(() => {
    if (!over) return;
    const links = navigation.current?.querySelectorAll<HTMLElement>('a') ?? [];
    ([...links].find((link) => link.ariaCurrent === 'page') ?? links[0])?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    const onPress = ({ target }: PointerEvent) => {
      const inside = [button, navigation].some(({ current }) => current?.contains(target as Node));
      if (!inside) setOpen(false);
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [over]);
  return {
    button,
    navigation,
    small,
    shown: small ? open : !narrow,
    state: small ? (open ? 'open' : 'shut') : narrow ? 'narrow' : 'wide',
    toggle: () => (small ? setOpen(!open) : setNarrow(!narrow)),
    onChosen: ({ target }: MouseEvent) => {
      if (!over || !(target instanceof Element) || target.closest('a') === null) return;
      setOpen(false);
      // The link goes with the menu; the screen that opens takes the focus on from its neighbour's heading.
      document.getElementById('heading')?.focus();
    },
  };
}
