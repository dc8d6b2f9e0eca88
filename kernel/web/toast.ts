import { notifications } from '@mantine/notifications';

/** Says briefly that something is done; nothing that must be acted on is ever said here alone. */
export function toast(text: string): void {
  notifications.show({ message: text, color: 'green.9', autoClose: 5000, withCloseButton: true });
}
