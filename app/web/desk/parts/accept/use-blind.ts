import { useLocalStorage } from '@mantine/hooks';

/** Whether whoever takes cash counts it before they see what the giver wrote; remembered on this computer. */
export const useBlind = () => useLocalStorage({ key: 'tungnha.blind', defaultValue: true });
