import { ReadingConfig, doReadNumber } from 'read-vietnamese-number';
import type { Vnd } from './money.ts';

const config = new ReadingConfig();
config.unit = ['đồng'];

/** An amount in words as official papers print it: `Một triệu không trăm linh một nghìn đồng chẵn`. */
export function spokenVnd(amountVnd: Vnd): string {
  const words = doReadNumber(amountVnd, config)
    .replaceAll('lẻ', 'linh')
    .replaceAll('ngàn', 'nghìn')
    .replaceAll('tỉ', 'tỷ');
  const whole = amountVnd > 0n && amountVnd % 1000n === 0n ? ' chẵn' : '';
  return words.charAt(0).toUpperCase() + words.slice(1) + whole;
}
