import { currentLanguage } from '../../language.ts';
import { en } from './en.ts';
import { type Texts, vi } from './vi.ts';

export const say = (): Texts => (currentLanguage() === 'vi' ? vi : en);
