import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useBack } from '#kernel/web/back.ts';
import { useShared } from '#kernel/web/texts/texts.ts';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** All about one row of a list, beside it. It stands while it is drawn; the browser's Back closes it. */
export function DetailDrawer({ title, onClose, children }: Props) {
  const shared = useShared();
  useBack({ back: onClose });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      lockScroll={false}
      title={title}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      {children}
    </Drawer>
  );
}
