/** Mantine in Tandem's language: palette, type, spacing, and the tokens as CSS variables. */
import { createTheme, type CSSVariablesResolver } from '@mantine/core';
import { variablesOf } from './tokens.ts';

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.36,
  colors: {
    petrol: [
      '#ebfbfd',
      '#d7f4f8',
      '#b5e8ee',
      '#8cd8e0',
      '#5dc1cc',
      '#29a7b3',
      '#008c98',
      '#00737d',
      '#005b63',
      '#003f45',
    ],
    gray: [
      '#f6f8f8',
      '#f2f5f6',
      '#e3e8ea',
      '#d0d6d9',
      '#b3bbbf',
      '#848e92',
      '#5f6a6e',
      '#465054',
      '#30383c',
      '#181f22',
    ],
    dark: [
      '#eaedef',
      '#bcc4c7',
      '#98a2a6',
      '#6d777b',
      '#364044',
      '#252d30',
      '#1d2427',
      '#151b1e',
      '#101618',
      '#0d1214',
    ],
    danger: [
      '#fff5f4',
      '#ffe8e5',
      '#ffd1cc',
      '#ffb2ab',
      '#ff877f',
      '#f75452',
      '#d93539',
      '#ba1a25',
      '#980417',
      '#6c000c',
    ],
  },
  fontFamily: '"Inter Variable", ui-sans-serif, system-ui, sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Popover: { defaultProps: { shadow: 'none', transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { shadow: 'none', transitionProps: { duration: 120 } } },
    Modal: { defaultProps: { radius: 'lg', centered: true, transitionProps: { duration: 180 } } },
    // Choosing what is chosen keeps it; what may be empty has a button that empties it.
    Select: { defaultProps: { allowDeselect: false } },
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...variablesOf('light'),
    '--mantine-color-body': '#f6f8f8',
    '--mantine-color-dimmed': '#5f6a6e',
    '--mantine-color-default-border': '#d0d6d9',
    '--mantine-color-placeholder': '#5f6a6e',
    '--mantine-color-error': '#980417',
  },
  dark: {
    ...variablesOf('dark'),
    '--mantine-color-body': '#0d1214',
    '--mantine-color-text': '#eaedef',
    '--mantine-color-dimmed': '#98a2a6',
    '--mantine-color-default-border': '#364044',
    '--mantine-color-placeholder': '#98a2a6',
    '--mantine-color-error': '#ffb2ab',
  },
});
