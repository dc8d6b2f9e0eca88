import { calledHand } from '#places/offices/called.ts';
import { currentLanguage } from '../../language.ts';

/** What a hand is called in the payer's language; a bag that an earlier version has packed says its Vietnamese name alone. */
export const handName = (hand: Parameters<typeof calledHand>[1] | string): string =>
  typeof hand === 'string' ? hand : calledHand(currentLanguage(), hand);
