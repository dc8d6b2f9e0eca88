import { Modal } from '@mantine/core';
import { type ComponentType, type ReactNode, useCallback, useEffect, useState } from 'react';
import { useBack } from './back.ts';
import { asFailure, type Failure } from './failure.ts';
import { fetchCode } from './fetch-code.ts';
import { FailureNotice } from './notice.tsx';
import { onReachedAgain } from './reach.ts';
import { useShared } from './texts/texts.ts';
import { Waiting } from './waiting.tsx';

type Fetch<P> = () => Promise<ComponentType<P>>;

interface Closes {
  readonly onClose: () => void;
}

/**
 * A part of a screen whose code comes when the part is first drawn. Where it does not come, this is told in the part's own place
 * and can be tried again there, so that what stands and is typed around it stays.
 */
export function later<P extends object>(fetch: Fetch<P>, waiting: ReactNode = <Waiting />): ComponentType<P> {
  const useCode = codeOf(fetch);
  return function Later(props: P) {
    const { Part, failure, again } = useCode();
    if (Part !== null) return <Part {...props} />;
    return failure === null ? waiting : <FailureNotice error={failure} onRetry={again} />;
  };
}

/** As `later`, for a window over the screen: what did not come is told in a window of its own. */
export function laterWindow<P extends object>(fetch: Fetch<P>): ComponentType<P & Closes> {
  const useCode = codeOf(fetch);
  return function LaterWindow(props: P & Closes) {
    const shared = useShared();
    const { Part, failure, again } = useCode();
    useBack({ back: props.onClose }, Part === null && failure !== null);
    if (Part !== null) return <Part {...props} />;
    if (failure === null) return null;
    return (
      <Modal
        opened
        onClose={props.onClose}
        title={shared.windowNotOpened}
        lockScroll={false}
        zIndex={400}
        closeButtonProps={{ 'aria-label': shared.close }}
      >
        <FailureNotice error={failure} onRetry={again} />
      </Modal>
    );
  };
}

/** The code of one part, fetched once for all the places that draw it. */
function codeOf<P>(fetch: Fetch<P>) {
  let come: ComponentType<P> | null = null;
  return function useCode() {
    const [Part, setPart] = useState(() => come);
    const [failure, setFailure] = useState<Failure | null>(null);
    const ask = useCallback(async () => {
      setFailure(null);
      try {
        const part = await fetchCode(fetch);
        come = part;
        setPart(() => part);
      } catch (error) {
        setFailure(asFailure(error));
      }
    }, []);
    useEffect(() => {
      if (come === null) void ask();
    }, [ask]);
    const code = failure?.code;
    useEffect(() => {
      if (code === 'unreachable') return onReachedAgain(() => void ask());
    }, [code, ask]);
    const again = () => {
      // Only a page loaded anew has the files of the newer release.
      if (code === 'page_replaced') globalThis.location.reload();
      else void ask();
    };
    return { Part, failure, again };
  };
}
