import { useState } from 'react';
import { useFormat } from '#kernel/web/use-format.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './intake.module.css';

interface Props {
  readonly file: File | null;
  readonly disabled: boolean;
  readonly onChoose: (file: File) => void;
}

/** A file dropped on it, or chosen by a click or the keyboard. */
export function FileDrop({ file, disabled, onChoose }: Props) {
  const { intake } = useTexts();
  const format = useFormat();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const first = files?.[0];
    if (first && !disabled) onChoose(first);
  };
  return (
    <label
      className={styles['drop']}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <input
        type="file"
        accept=".xlsx,.csv,.txt"
        disabled={disabled}
        onChange={(event) => take(event.currentTarget.files)}
      />
      <strong>{file ? file.name : intake.choose}</strong>
      <small>{file ? intake.size(format.count(Math.ceil(file.size / 1024))) : intake.chooseHint}</small>
    </label>
  );
}
