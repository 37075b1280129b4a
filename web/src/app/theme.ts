import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
  mergeThemeOverrides,
} from '@mantine/core';
import { buttonRoot } from '@/ui/buttonRoot';

/** Terracotta, the colour of roof tiles. Shade 6 carries white text at 5.5:1 and is read on white as well. */
const bata: MantineColorsTuple = [
  '#fff3ee',
  '#fde4da',
  '#fac7b5',
  '#f6a68b',
  '#f08664',
  '#db5f37',
  '#bb3d1a',
  '#a43416',
  '#862b13',
  '#672210',
];

/** Greys with a little of the accent's warmth, so that white stays the brightest thing on the page. */
const gray: MantineColorsTuple = [
  '#faf8f6',
  '#f4f1ee',
  '#e9e4df',
  '#ddd6cf',
  '#c8bfb6',
  '#a79c92',
  '#7d726a',
  '#5d544d',
  '#3c3631',
  '#211d1a',
];
const dark: MantineColorsTuple = [
  '#d6d0ca',
  '#b9b1a9',
  '#a0978e',
  '#6b635c',
  '#443e39',
  '#37322e',
  '#26221f',
  '#181513',
  '#12100e',
  '#0b0908',
];

const fontFamily = "'Plus Jakarta Sans Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";

const look = createTheme({
  colors: { bata, gray, dark },
  primaryColor: 'bata',
  primaryShade: 6,
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  headings: {
    fontFamily,
    fontWeight: '750',
    sizes: {
      h1: { fontSize: '2rem', lineHeight: '1.2' },
      h2: { fontSize: '1.5rem', lineHeight: '1.25' },
      h3: { fontSize: '1.25rem', lineHeight: '1.3' },
      h4: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { radius: 'xl', renderRoot: buttonRoot } },
    ActionIcon: { defaultProps: { renderRoot: buttonRoot } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { radius: 'xs' } },
    Card: { defaultProps: { radius: 'lg', withBorder: true, padding: 'md' } },
    // The colour of the kind alone is too faint for words on its own ground.
    Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
    Badge: { defaultProps: { radius: 'sm', variant: 'light' }, styles: { root: { textTransform: 'none' } } },
  },
});

/** The look, with the words that Mantine's own buttons need for screen readers. */
export function themeSaying(close: string, showPassword: string): MantineThemeOverride {
  const named = { defaultProps: { closeButtonProps: { 'aria-label': close } } };
  return mergeThemeOverrides(look, {
    components: {
      // What was done is no error: red is for what went wrong, and says so itself.
      Notification: { defaultProps: { ...named.defaultProps, color: 'gray' } },
      Modal: named,
      Drawer: named,
      PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': showPassword } } },
    },
  });
}

/** Mantine's own dimmed and error colours miss 4.5:1 on our backgrounds; pictures get a soft ground. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#665c54',
    '--mantine-color-placeholder': '#766b62',
    '--mantine-color-error': '#c01f2e',
    '--mantine-color-anchor': '#bb3d1a',
    // Words on a badge's own ground: Mantine's are too pale for small print.
    '--mantine-color-yellow-light-color': '#7a4d00',
    '--mantine-color-orange-light-color': '#8f3c05',
    '--mantine-color-teal-light-color': '#06664a',
    '--mantine-color-green-light-color': '#22692f',
    '--mantine-color-red-light-color': '#b32020',
    '--niaga-ground': '#f7f3ef',
    '--niaga-line': '#ebe5df',
    '--niaga-control': '#938980',
    '--niaga-raised': '#ffffff',
    '--niaga-price': '#a43416',
    '--niaga-good': '#1d7048',
  },
  dark: {
    '--mantine-color-dimmed': '#aca39a',
    '--mantine-color-placeholder': '#968d84',
    '--mantine-color-error': '#ff8a8a',
    '--mantine-color-anchor': '#f6a68b',
    // Alerts and badges by night: the kind's colour, quietly.
    '--mantine-color-yellow-light': '#42340f',
    '--mantine-color-red-light': '#4a1f1f',
    '--mantine-color-bata-light': '#3d231a',
    // Mantine's words on them are all but white: a button that deletes would look like any other.
    '--mantine-color-red-light-color': '#ffa8a8',
    '--mantine-color-bata-light-color': '#fac7b5',
    // A grey badge is a shade lighter than the ground, as it is a shade darker by day.
    '--mantine-color-gray-light': '#3a3430',
    '--mantine-color-gray-light-color': '#d6d0ca',
    '--niaga-ground': '#2d2825',
    '--niaga-line': '#332e2a',
    '--niaga-control': '#7d746c',
    '--niaga-raised': '#1f1b19',
    '--niaga-price': '#f6a68b',
    '--niaga-good': '#7fd1a6',
  },
});
