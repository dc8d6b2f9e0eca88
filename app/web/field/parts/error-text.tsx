/** @jsxImportSource preact */
/** Why what was asked for did not happen, said aloud; nothing while there is nothing to say. */
export function ErrorText({ text }: { readonly text: string | null }) {
  return (
    text && (
      <p class="error" role="alert">
        {text}
      </p>
    )
  );
}
