import '#kernel/web/styles.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '#kernel/web/language.tsx';
import { Toasts } from '#kernel/web/toasts.tsx';
import { pageNonce, readableVariables, theme } from '#kernel/web/theme.ts';
import { queries } from './queries.ts';
import { router } from './router.tsx';

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        forceColorScheme="light"
        cssVariablesResolver={readableVariables}
        getStyleNonce={pageNonce}
      >
        <LanguageProvider>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
            <Toasts />
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </StrictMode>,
  );
