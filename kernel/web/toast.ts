import { lazy, useSyncExternalStore } from 'react';
import { en } from './texts/en.ts';
import { vi } from './texts/vi.ts';

// What says it comes with the first thing there is to say: no screen needs it to open.
const load = () => import('@mantine/notifications');

/** Where toasts appear; drawn once something was said. */
export const ToastPlace = lazy(async () => ({ default: (await load()).Notifications }));

let said = false;
const watchers = new Set<() => void>();

/** Says briefly that something is done; nothing that must be acted on is ever said here alone. */
export function toast(text: string): void {
  said = true;
  for (const watch of watchers) watch();
  const { close } = document.documentElement.lang === 'en' ? en : vi;
  void load().then(({ notifications }) =>
    notifications.show({
      message: text,
      color: 'green.9',
      autoClose: 5000,
      withCloseButton: true,
      closeButtonProps: { 'aria-label': close },
    }),
  );
}

/** Whether anything was said yet. */
export function useSaid(): boolean {
  return useSyncExternalStore(subscribe, () => said);
}

function subscribe(watch: () => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}
