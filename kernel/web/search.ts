import { type Day, isDay, isMonth, type Month } from '../words/day.ts';
import { isId } from '../words/id.ts';

/**
 * Reads the part of an address after `?` into a screen's filters. What is not of the shape is left out, so that a mistyped or
 * old address still opens the screen.
 */
export const textIn = <K extends string>(search: Record<string, unknown>, key: K): { [P in K]?: string } =>
  typeof search[key] === 'string' && search[key] !== ''
    ? ({ [key]: search[key] } as { [P in K]?: string })
    : {};

export const idIn = <K extends string>(search: Record<string, unknown>, key: K): { [P in K]?: string } =>
  typeof search[key] === 'string' && isId(search[key])
    ? ({ [key]: search[key] } as { [P in K]?: string })
    : {};

export const dayIn = <K extends string>(search: Record<string, unknown>, key: K): { [P in K]?: Day } =>
  typeof search[key] === 'string' && isDay(search[key]) ? ({ [key]: search[key] } as { [P in K]?: Day }) : {};

export const monthIn = <K extends string>(search: Record<string, unknown>, key: K): { [P in K]?: Month } =>
  typeof search[key] === 'string' && isMonth(search[key])
    ? ({ [key]: search[key] } as { [P in K]?: Month })
    : {};

export const oneOfIn = <K extends string, const V extends string>(
  search: Record<string, unknown>,
  key: K,
  values: readonly V[],
): { [P in K]?: V } =>
  values.includes(search[key] as V) ? ({ [key]: search[key] } as { [P in K]?: V }) : {};

/** Filters without those that were emptied, as they stand in the address. */
export const dropEmpty = <S extends object>(search: { readonly [K in keyof S]?: S[K] | undefined }): S =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== '')) as S;
