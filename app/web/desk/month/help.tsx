import { useTexts } from '../texts/texts.ts';

/** The page in plain words. */
export function MonthHelp() {
  const { help } = useTexts().month;
  return (
    <>
      {help.parts.map((part) => (
        <section key={part.head}>
          <h3>{part.head}</h3>
          <p>{part.body}</p>
        </section>
      ))}
    </>
  );
}
