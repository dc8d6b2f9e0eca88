import { SecondFactor } from '../account/second-factor.tsx';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

/** A role asks for a second factor: it is set up before anything else, and its backup codes are put away. */
export function FactorStep({ onDone }: { readonly onDone: () => Promise<void> }) {
  const texts = useTexts();
  return (
    <>
      <p className={styles['quiet']}>{texts.factorHint}</p>
      <SecondFactor on={false} onKept={() => void onDone()} />
    </>
  );
}
