import { useEffect, useState } from 'preact/hooks';

/** Where the payer is: the parts of the address behind `#/`. The phone's own back button goes back. */
export function useRoute(): readonly string[] {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const follow = () => {
      setRoute(readRoute());
      scrollTo(0, 0);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

const readRoute = () => {
  const [, path = ''] = /^#\/(.*)$/.exec(location.hash) ?? [];
  return path.split('/').map(decodeURIComponent);
};

export const hrefOf = (...parts: readonly string[]) => `#/${parts.map(encodeURIComponent).join('/')}`;

export function goTo(...parts: readonly string[]): void {
  location.hash = hrefOf(...parts);
}
