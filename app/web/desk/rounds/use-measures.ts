import { useMemo } from 'react';
import { useLanguage } from '#kernel/web/language.tsx';

/** Lengths and times of day as the language writes them. */
export function useMeasures() {
  const { language } = useLanguage();
  return useMemo(() => {
    const point = language === 'vi' ? ',' : '.';
    return {
      /** Kilometres with one digit; a dash where there is no open way. */
      km: (metres: number) =>
        Number.isFinite(metres) ? `${(metres / 1000).toFixed(1).replace('.', point)} km` : '–',
      hours: (seconds: number) => {
        if (!Number.isFinite(seconds)) return '–';
        const minutes = Math.round(seconds / 60);
        return language === 'vi'
          ? `${Math.floor(minutes / 60)} giờ ${String(minutes % 60).padStart(2, '0')}`
          : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
      },
      clock: (seconds: number) => {
        if (!Number.isFinite(seconds)) return '–';
        const minutes = Math.round(seconds / 60);
        return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      },
    };
  }, [language]);
}

/** Minutes of the day as `07:30`, and back; null for what is no time of day. */
export const timeText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export function readTime(text: string): number | null {
  const found = /^([01]?\d|2[0-3])[:hg.]?([0-5]\d)?$/.exec(text.trim());
  return found ? Number(found[1]) * 60 + Number(found[2] ?? 0) : null;
}
