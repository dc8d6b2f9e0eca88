import { type ComponentType, useSyncExternalStore } from 'react';
import { en } from './texts/en.ts';
import { vi } from './texts/vi.ts';

type Corner = ComponentType<{ position: 'bottom-right' }>;

let corner: Corner | null = null;
const watchers = new Set<() => void>();

/**
 * Says briefly that something is done; nothing that must be acted on is ever said here alone. What says it comes with the first
 * thing there is to say, since no screen needs it to open; where it does not come, nothing is said.
 */
export function toast(text: string): void {
  const { close } = document.documentElement.lang === 'en' ? en : vi;
  void import('@mantine/notifications').then(
    ({ notifications, Notifications }) => {
      corner = Notifications;
      for (const watch of watchers) watch();
      notifications.show({
        message: text,
        color: 'green.9',
        autoClose: 5000,
        withCloseButton: true,
        closeButtonProps: { 'aria-label': close },
      });
    },
    () => null,
  );
}

/** The corner where it is said, once something was. */
export function useToastCorner(): Corner | null {
  return useSyncExternalStore(subscribe, () => corner);
}

function subscribe(watch: () => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}
