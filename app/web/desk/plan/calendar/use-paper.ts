import { useEffect, useState } from 'react';

/** Whose sheets stand on paper, from when they are wanted until the browser has printed them; else the overview does. */
export function usePaper() {
  const [sheets, setSheets] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    setWanted(false);
    window.print();
  }, [wanted]);
  useEffect(() => {
    const over = () => setSheets([]);
    window.addEventListener('afterprint', over);
    return () => window.removeEventListener('afterprint', over);
  }, []);
  const print = (officeIds: readonly string[]) => {
    setSheets(officeIds);
    setWanted(true);
  };
  return { sheets, print };
}
