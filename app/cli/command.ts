import type { ParseArgsOptionsConfig } from 'node:util';
import { Refusal } from '#kernel/words/refusal.ts';

/** What the shell is told: done, refused as the rules want it, or failed. */
export const DONE = 0;
export const FAILED = 1;
export const REFUSED = 2;

export type Values = Readonly<Record<string, string | boolean | undefined>>;

export interface Io {
  /** Progress and remarks, on stderr: stdout carries the result alone. */
  say(line: string): void;
  /** The result for people; not shown when JSON is asked for. */
  print(line: string): void;
  /** The result for programs, shown when JSON is asked for. Amounts are JSON numbers: all are below 2^53. */
  json(value: unknown): void;
}

export interface Command {
  /** The words after `tungnha`, as the help shows them. */
  readonly usage: string;
  /** What it does and what its options mean, Vietnamese first. */
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  run(values: Values, words: readonly string[], io: Io): Promise<number>;
}

/** A wrong call: told with the usage, exit code 1. */
export class WrongCall extends Error {}

export function need(values: Values, name: string): string {
  const value = values[name];
  if (typeof value !== 'string' || value === '')
    throw new WrongCall(`Thiếu --${name} / --${name} is needed.`);
  return value;
}

export function text(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function count(values: Values, name: string, otherwise: number): number {
  const value = text(values, name);
  const number = value === undefined ? otherwise : Number(value);
  if (!Number.isInteger(number) || number < 1) throw new WrongCall(`--${name}: “${value}”?`);
  return number;
}

/** JSON with amounts as numbers; beyond 2^53 they stay digits, so that none is ever rounded. */
export function jsonText(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, each: unknown) =>
      typeof each !== 'bigint' ? each : each <= 9_007_199_254_740_991n ? Number(each) : each.toString(),
    2,
  );
}

export { Refusal };
