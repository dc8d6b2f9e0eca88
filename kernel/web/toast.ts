import { notifications } from '@mantine/notifications';
import { en } from './texts/en.ts';
import { vi } from './texts/vi.ts';

/** Says briefly that something is done; nothing that must be acted on is ever said here alone. */
export function toast(text: string): void {
  const { close } = document.documentElement.lang === 'en' ? en : vi;
  notifications.show({
    message: text,
    color: 'green.9',
    autoClose: 5000,
    withCloseButton: true,
    closeButtonProps: { 'aria-label': close },
  });
}
