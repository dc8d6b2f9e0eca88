import type { Measure } from './measure.ts';

/** Figures for people: a column each, numbers to the right. */
export function tableOf(measures: readonly Measure[]): string {
  const heads = ['name', 'value', 'unit', 'ratio', 'baseline', ''];
  const rows = measures.map((m) => [
    m.name,
    numberText(m.value),
    m.unit,
    numberText(m.ratio),
    numberText(m.baseline),
    m.against ?? '',
  ]);
  const widths = heads.map((_, i) => Math.max(...[heads, ...rows].map((row) => row[i]?.length ?? 0)));
  const isNumber = [false, true, false, true, true, false];
  return [heads, ...rows]
    .map((row) =>
      row
        .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n');
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return '';
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 });
}
