import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The post's blue, as ink. Shade 7 on white is 9:1, so that it serves for text as well as for buttons. */
const ink: MantineColorsTuple = [
  '#eef3fa',
  '#dbe5f2',
  '#b6c9e3',
  '#8caad2',
  '#6489bd',
  '#4670a8',
  '#2f5a94',
  '#1d447b',
  '#163560',
  '#0f2647',
];

/** One theme for every screen: one ink, small radii, a 4 px grid, 14 px text that stays dense at 1366 x 768. */
export const theme = createTheme({
  fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
  colors: { ink },
  primaryColor: 'ink',
  primaryShade: 7,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  // The list of options scrolls by itself: a scroll area within it would be a place that no key reaches.
  components: {
    Select: { defaultProps: { withScrollArea: false } },
    MultiSelect: { defaultProps: { withScrollArea: false } },
    // The head of a window is not a banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
  },
});

/** Colours that Mantine gives too little contrast for WCAG 2.2 AA on white and on the page's ground. */
export const readableVariables: CSSVariablesResolver = () => ({
  variables: {},
  dark: {},
  light: {
    '--mantine-color-text': '#16202e',
    '--mantine-color-dimmed': '#4d5b6e',
    '--mantine-color-placeholder': '#667488',
    '--mantine-color-error': '#b3261e',
    // The edge of a field, told apart from the sheet by 3:1.
    '--mantine-color-gray-4': '#8593a6',
    '--mantine-color-default-border': '#8593a6',
  },
});

/** The nonce that the server put into the page: Mantine's style elements are refused without it. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
}
